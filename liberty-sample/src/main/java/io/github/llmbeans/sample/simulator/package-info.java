/**
 * Open {@link io.github.llmbeans.sample.simulator.SimulatorExtension} first: what answers when no key is configured. An
 * application of your own does not need this package.
 */
@NullMarked
package io.github.llmbeans.sample.simulator;

import org.jspecify.annotations.NullMarked;
