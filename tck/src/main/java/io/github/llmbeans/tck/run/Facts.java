package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.ReportFacts;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who is tested by what, where and when. */
final class Facts {
    private final ProviderUnderTest subject;
    private final RunSettings settings;
    private final Instant started = Instant.now();
    private final Class<?> provider;

    Facts(ProviderUnderTest subject, RunSettings settings) {
        this.subject = subject;
        this.settings = settings;
        this.provider = Preflight.providerClass(subject, new Time(settings.timeFactor()));
    }

    /** Whose lines are read at their finest level. */
    List<String> loggers() {
        List<String> named = subject.loggers();
        return named.isEmpty() ? List.of(provider.getPackageName()) : named;
    }

    ReportFacts report() {
        return facts(
                settings,
                started,
                subject.getClass().getName(),
                provider.getName(),
                version(provider),
                subject.mode().name().toLowerCase(Locale.ROOT) + (settings.tls() ? " TLS" : ""),
                subject.capabilities().stream().map(Enum::name).sorted().toList());
    }

    /** What is known before there is a provider. */
    static ReportFacts before(RunSettings settings, String suite) {
        return facts(settings, Instant.now(), suite, ReportFacts.NO_PROVIDER, version(null), "plain", List.of());
    }

    private static ReportFacts facts(
            RunSettings settings,
            Instant started,
            String suite,
            String provider,
            String providerVersion,
            String mode,
            List<String> capabilities) {
        return new ReportFacts(
                suite,
                provider,
                providerVersion,
                mode,
                capabilities,
                settings.requirements().version(),
                settings.requirements().checksum(),
                version(Facts.class),
                KitChecksum.value(),
                System.getProperty("java.version") + ", " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                Locale.getDefault().toLanguageTag() + ", " + Charset.defaultCharset(),
                started.toString(),
                settings.seed(),
                settings.timeFactor(),
                settings.rounds());
    }

    private static String version(@Nullable Class<?> type) {
        String version = type == null || type.getPackage() == null
                ? null
                : type.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
