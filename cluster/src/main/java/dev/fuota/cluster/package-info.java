/**
 * One fleet on several machines: nodes of an Apache Pekko cluster run its cells, a run asks for
 * each of them until it has all answers, and a node that is lost is only time that is lost.
 */
@NullMarked
package dev.fuota.cluster;

import org.jspecify.annotations.NullMarked;
