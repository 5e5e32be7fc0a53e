package dev.fuota.fleet.fault;

import java.util.OptionalInt;

/**
 * A fault that struck.
 *
 * @param fault its index in the scenario, from 0
 * @param device the number of the device in its cell; empty for a gateway and the server
 * @param what happened, a few words
 */
public record Strike(int fault, OptionalInt device, String what) {}
