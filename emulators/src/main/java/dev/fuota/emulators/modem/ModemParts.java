package dev.fuota.emulators.modem;

import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a modem is built of.
 *
 * @param nvm of its MAC: nonces and counters, which must never go back; it survives what the modem
 *     forgets
 * @param random chooses channels and waiting times, and how faults look
 */
public record ModemParts(
    Radio radio, Nvm nvm, InstantSource clock, Scheduler scheduler, RandomGenerator random) {}
