package io.github.llmbeans.gigachat.health;

import org.eclipse.microprofile.health.HealthCheck;

/** A readiness check of this provider's; what a client proxy of one is derived from. */
public interface ReadinessCheck extends HealthCheck {}
