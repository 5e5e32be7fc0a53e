/**
 * All that can be asked: the routes over the campaign service, and the document that lists them.
 */
@NullMarked
package dev.fuota.monitor.api;

import org.jspecify.annotations.NullMarked;
