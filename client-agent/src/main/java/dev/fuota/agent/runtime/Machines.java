package dev.fuota.agent.runtime;

import dev.fuota.agent.clocksync.ClockSync;
import dev.fuota.agent.firmware.FirmwareManagement;
import dev.fuota.agent.fragmentation.Fragmentation;
import dev.fuota.agent.multicast.MulticastSetup;

/** The state machines of one device. */
record Machines(
    ClockSync clockSync,
    MulticastSetup multicast,
    Fragmentation fragmentation,
    FirmwareManagement firmware) {}
