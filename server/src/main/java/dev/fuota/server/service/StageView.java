package dev.fuota.server.service;

import java.time.Instant;
import java.util.Optional;

/**
 * One stage of a part, and how many devices are how far in it.
 *
 * @param stage its stable name
 * @param label the seeds' name, such as "McGroupSetup"
 * @param number the seeds' number, 1..7; 0 for what follows behind those
 */
public record StageView(
    String stage,
    String label,
    int number,
    int pending,
    int sent,
    int answered,
    int refused,
    int timedOut,
    Optional<Instant> begun,
    Optional<Instant> ended) {}
