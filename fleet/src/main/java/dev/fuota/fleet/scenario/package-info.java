/**
 * Scenarios: what fleet of LoRaWAN devices, what befalls it, what it is to reach; read from YAML.
 */
@NullMarked
package dev.fuota.fleet.scenario;

import org.jspecify.annotations.NullMarked;
