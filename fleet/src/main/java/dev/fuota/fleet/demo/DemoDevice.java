package dev.fuota.fleet.demo;

import dev.fuota.fleet.world.SimulatedDevice;

/**
 * A device and what belongs to it in the demonstration.
 *
 * @param number 1 and up
 */
record DemoDevice(
    int number, Role role, SimulatedDevice device, DeviceRecorder recorder, PowerCutPlan plan) {}
