/**
 * TS007 version 1, device side: the answers to commands of several packages, and the parts in which
 * they leave. Pure state; it lives in RAM, so a reset forgets the answers that were kept.
 */
@NullMarked
package dev.fuota.agent.multipackage;

import org.jspecify.annotations.NullMarked;
