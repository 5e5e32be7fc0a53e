/** Tests of fleets on several nodes. */
@NullMarked
package dev.fuota.cluster;

import org.jspecify.annotations.NullMarked;
