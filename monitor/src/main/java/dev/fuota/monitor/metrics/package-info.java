/** Figures for Prometheus, few enough to be kept for years. */
@NullMarked
package dev.fuota.monitor.metrics;

import org.jspecify.annotations.NullMarked;
