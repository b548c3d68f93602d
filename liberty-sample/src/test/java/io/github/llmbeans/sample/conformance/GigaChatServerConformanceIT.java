package io.github.llmbeans.sample.conformance;

import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.conformance.GigaChatServerUnderTest;
import io.github.llmbeans.gigachat.conformance.GigaChatUnderTest;
import io.github.llmbeans.gigachat.simulator.GigaChatDialect;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.arquillian.KitArchive;
import io.github.llmbeans.tck.arquillian.ServerConformance;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The GigaChat provider keeps the contract in the server. */
class GigaChatServerConformanceIT extends ServerConformance {

    /**
     * The names of the instances are settled at deployment; where they point at, check by check, which the configuration of
     * Payara would not see for a minute.
     */
    @Deployment
    static WebArchive war() {
        return KitArchive.war("conformance", GigaChatProvider.class, GigaChatDialect.class)
                .addPackage(GigaChatInServer.class.getPackage())
                .addClasses(GigaChatServerUnderTest.class, GigaChatUnderTest.class)
                .addAsResource(
                        new StringAsset("gigachat.credentials=dGNrOnRjaw==\ngigachat.instances=first,second\n"
                                + "gigachat.first.credentials=dGNrOnRjaw==\ngigachat.second.credentials=dGNrOnRjaw==\n"
                                + "mp.config.cache.duration=0\n"),
                        "META-INF/microprofile-config.properties");
    }

    @Override
    protected ProviderUnderTest subject() {
        return new GigaChatInServer();
    }
}
