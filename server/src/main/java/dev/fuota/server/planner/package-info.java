/**
 * Says before a campaign what it will be like: air time, duration, energy on a device, and how many
 * devices will have the whole file, for each redundancy and fragment size.
 *
 * <p>{@link dev.fuota.server.planner.Planner} is pure: numbers in, numbers out.
 */
@NullMarked
package dev.fuota.server.planner;

import org.jspecify.annotations.NullMarked;
