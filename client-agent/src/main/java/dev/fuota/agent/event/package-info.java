/**
 * What an observer may see of a device: for reports, logs and tests. Nobody steers a device by it.
 */
@NullMarked
package dev.fuota.agent.event;

import org.jspecify.annotations.NullMarked;
