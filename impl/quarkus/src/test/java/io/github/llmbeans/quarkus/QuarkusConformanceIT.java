package io.github.llmbeans.quarkus;

import io.github.llmbeans.gigachat.conformance.GigaChatServerConformance;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The provider keeps the contract on Quarkus's own REST client, and as beans of an application there. */
@QuarkusTest
@TestProfile(QuarkusConformanceIT.Kit.class)
class QuarkusConformanceIT extends GigaChatServerConformance {

    /** The providers that the kit asks the container for are in the application's configuration under this name. */
    public static class Kit implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "kit";
        }
    }
}
