/**
 * The kit in an application server; start at {@link io.github.llmbeans.tck.arquillian.ServerConformance}. Needs Arquillian,
 * its adapter for the server, and {@code arquillian.xml}, all of which the author chooses.
 */
@NullMarked
package io.github.llmbeans.tck.arquillian;

import org.jspecify.annotations.NullMarked;
