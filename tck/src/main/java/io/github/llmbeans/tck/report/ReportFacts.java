package io.github.llmbeans.tck.report;

import java.util.List;

/**
 * Who was tested by what, where and when.
 *
 * @param suite the class that describes the provider to the kit
 * @param provider the provider's class
 * @param providerVersion its version, or {@code unknown}
 * @param mode where the kit ran
 * @param capabilities what the provider declares
 * @param contractVersion the version of the requirements file
 * @param contractChecksum the checksum of the requirements file
 * @param kitVersion the version of the kit, or {@code unknown}
 * @param kitChecksum the checksum of the kit's classes
 * @param java version and vendor of the JVM
 * @param os the operating system
 * @param locale the default locale and charset
 * @param started when, ISO 8601
 * @param seed decides the order of the checks
 * @param timeFactor scales all waits
 * @param rounds how often everything was run
 */
public record ReportFacts(
        String suite,
        String provider,
        String providerVersion,
        String mode,
        List<String> capabilities,
        String contractVersion,
        String contractChecksum,
        String kitVersion,
        String kitChecksum,
        String java,
        String os,
        String locale,
        String started,
        long seed,
        double timeFactor,
        int rounds) {
    /** What stands in the place of the provider's class if none could be made. */
    public static final String NO_PROVIDER = "not made";

    /** Copies. */
    public ReportFacts {
        capabilities = List.copyOf(capabilities);
    }
}
