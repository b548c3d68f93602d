/**
 * Open {@link io.github.llmbeans.gigachat.GigaChatProvider} first: GigaChat behind the contract.
 *
 * <p>In a container nothing of this package need be named: {@code @Inject BaseProvider} is configured by MicroProfile
 * Config under {@code gigachat.*}.
 */
@NullMarked
package io.github.llmbeans.gigachat;

import org.jspecify.annotations.NullMarked;
