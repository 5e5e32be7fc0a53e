package dev.fuota.server.chirpstack;

import dev.fuota.server.port.Timers;

/** What the queues of all devices and groups share. */
record Context(
    ChirpstackSettings settings,
    ApiCaller caller,
    Timers timers,
    Reports reports,
    ChirpstackListener listener) {}
