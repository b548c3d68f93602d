package io.github.llmbeans.tck.requirements;

/** How binding a requirement is, as RFC 2119 means it. */
public enum Level {
    /** A provider that does not keep it fails. */
    MUST,
    /** A provider that does not keep it passes, and the report says so. */
    SHOULD,
    /** A provider may keep it. */
    MAY
}
