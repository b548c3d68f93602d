package io.github.llmbeans.tck;

/** Where the kit runs. The requirements and their ids are the same everywhere. */
public enum Mode {
    /** An ordinary JVM. */
    PLAIN,
    /** A CDI container in Java SE. */
    CDI,
    /** An application server. */
    SERVER
}
