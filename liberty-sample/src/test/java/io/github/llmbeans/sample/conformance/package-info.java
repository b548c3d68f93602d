/** The conformance kit in the server; start at {@link io.github.llmbeans.sample.conformance.GigaChatServerConformanceIT}. */
package io.github.llmbeans.sample.conformance;
