package io.github.llmbeans;

/**
 * How well a provider has done lately, judged by its calls and by nothing else; no question is sent for it. See {@link
 * ProviderMetrics#status()} for the thresholds. The order is from best to worst.
 */
public enum HealthStatus {
    /** It does its work, or too little is known to say otherwise. */
    HEALTHY,
    /** It fails often, or has become slow. */
    DEGRADED,
    /** It fails most of the time. */
    UNHEALTHY
}
