/**
 * What calls cost and where their time goes, told to OpenTelemetry by its conventions for generative AI. Needs
 * OpenTelemetry's API at run time; nothing else of the provider does.
 */
@NullMarked
package io.github.llmbeans.gigachat.telemetry;

import org.jspecify.annotations.NullMarked;
