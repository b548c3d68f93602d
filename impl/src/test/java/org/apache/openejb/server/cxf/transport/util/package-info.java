/** What TomEE has under this name. */
package org.apache.openejb.server.cxf.transport.util;
