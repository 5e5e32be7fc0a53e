package dev.fuota.fleet.air.link;

import dev.fuota.hal.radio.LoraChannel;

/** Whether a receiver can make out a frame that nothing but noise disturbs. */
@FunctionalInterface
public interface Demodulation {
  /** It always can. */
  Demodulation ALWAYS = (channel, powerDbm, snrDb) -> 1;

  /** The required ratio decides. */
  Demodulation THRESHOLD = (channel, powerDbm, snrDb) -> snrDb >= RequiredSnr.of(channel) ? 1 : 0;

  /** A soft threshold, 10 to 90 % within 2.6 dB; our choice. */
  Demodulation LOGISTIC =
      (channel, powerDbm, snrDb) ->
          1 / (1 + Math.exp(-(snrDb - RequiredSnr.of(channel) - 0.5) / 0.6));

  /**
   * The probability that it can. It does not depend on the length of the frame (T. Attia et al.,
   * "Experimental characterization of LoRaWAN link quality", GLOBECOM 2019).
   */
  double probability(LoraChannel channel, double powerDbm, double snrDb);
}
