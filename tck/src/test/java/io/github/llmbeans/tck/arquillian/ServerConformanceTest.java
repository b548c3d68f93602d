package io.github.llmbeans.tck.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.ReportJson;
import io.github.llmbeans.tck.settings.Setting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test that runs in the server, run here, with an application that has nothing but the kit's settings. */
class ServerConformanceTest {
    private static final String ID = "GEN-EMPTY-ANSWER";
    private static final String FAILING = "GEN-ANSWER-EXACT";

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path dir;

    @BeforeEach
    void deploy() {
        Thread.currentThread().setContextClassLoader(new Application(before, dir));
    }

    @AfterEach
    void undeploy() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void theReportTellsWhatHasRun() {
        run(new InServer(new Reference()));

        assertThat(report().result(ID).outcome()).isEqualTo(Outcome.PASS);
        assertThat(report().facts().suite()).isEqualTo(Reference.class.getName());
    }

    @Test
    void aFailingVerdictSaysWhyAndWhere() {
        Reference unmade = new Reference() {
            private int made;

            @Override
            public BaseProvider create(ProviderConfig config, Clock clock) {
                // The first looks at the class, the second tries the dialect.
                if (++made > 2) {
                    throw new IllegalStateException("no more");
                }
                return super.create(config, clock);
            }
        };

        assertThatThrownBy(() -> new InServer(unmade).theProviderKeepsTheContractInTheServer())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(ID + " is not kept")
                .hasMessageContaining(FAILING + " has not run")
                .hasMessageContaining(folder().resolve(ReportFiles.HTML).toString())
                .hasMessageContaining("no more");
    }

    @Test
    void anOldReportIsGoneAsSoonAsARunBegins() {
        run(new InServer(new Reference()));
        List<Outcome> seen = new CopyOnWriteArrayList<>();
        run(new InServer(new Reference() {
            @Override
            public BaseProvider create(ProviderConfig config, Clock clock) {
                seen.add(report().result(ID).outcome());
                return super.create(config, clock);
            }
        }));

        assertThat(seen).isNotEmpty().containsOnly(Outcome.NOT_RUN);
        assertThat(report().result(ID).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void anOldReportIsGoneEvenIfNothingCanBeTested() {
        run(new InServer(new Reference()));

        assertThatThrownBy(() -> new InServer(null).theProviderKeepsTheContractInTheServer())
                .hasMessageContaining("no such bean");
        assertThat(report().counts().get(Outcome.NOT_RUN))
                .isEqualTo(report().results().size());
    }

    /** One requirement is run, so the verdict is that the others have not. */
    private static void run(InServer test) {
        assertThatThrownBy(test::theProviderKeepsTheContractInTheServer).hasMessageContaining(FAILING + " has not run");
    }

    private Path folder() {
        return dir.resolve("InServer");
    }

    private Report report() {
        try {
            return ReportJson.read(Files.readString(folder().resolve(ReportFiles.JSON)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an author would write it, without a deployment. */
    private static final class InServer extends ServerConformance {
        private final @Nullable ProviderUnderTest subject;

        private InServer(@Nullable ProviderUnderTest subject) {
            this.subject = subject;
        }

        @Override
        protected ProviderUnderTest subject() {
            if (subject == null) {
                throw new IllegalStateException("no such bean");
            }
            return subject;
        }
    }

    /** What {@link KitArchive} puts into an application. */
    private static final class Application extends ClassLoader {
        private final Properties settings = new Properties();

        private Application(ClassLoader parent, Path dir) {
            super(parent);
            settings.setProperty(Setting.REPORT_DIR.property(), dir.toString());
            settings.setProperty(Setting.ONLY.property(), ID);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.equals("llmbeans-tck.properties") ? stored() : super.getResourceAsStream(name);
        }

        private InputStream stored() {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                settings.store(bytes, null);
                return new ByteArrayInputStream(bytes.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
