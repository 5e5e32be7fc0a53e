package dev.fuota.hal.radio;

/**
 * How well a frame was received.
 *
 * @param rssiDbm power
 * @param snrDb signal to noise ratio, dB; receivers clip it to about -22..14
 */
public record Quality(int rssiDbm, int snrDb) {}
