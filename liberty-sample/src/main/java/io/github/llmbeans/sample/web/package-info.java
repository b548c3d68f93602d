/** Open {@link io.github.llmbeans.sample.web.SecurityHeaders} first: what holds for every answer of the server. */
@NullMarked
package io.github.llmbeans.sample.web;

import org.jspecify.annotations.NullMarked;
