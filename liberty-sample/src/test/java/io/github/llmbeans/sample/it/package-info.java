/**
 * Open {@link io.github.llmbeans.sample.it.InjectionIT} first: the sample inside the real server, with the real provider
 * and a simulator of GigaChat that the tests hold in their hands.
 */
@NullMarked
package io.github.llmbeans.sample.it;

import org.jspecify.annotations.NullMarked;
