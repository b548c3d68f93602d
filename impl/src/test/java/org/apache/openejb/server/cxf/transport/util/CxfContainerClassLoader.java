package org.apache.openejb.server.cxf.transport.util;

/** As TomEE calls the class loader that it shows to JAX-RS resources. */
public final class CxfContainerClassLoader extends ClassLoader {
    public CxfContainerClassLoader() {
        super(CxfContainerClassLoader.class.getClassLoader());
    }
}
