package dev.fuota.boot;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.DecryptionKey;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verification;
import java.util.Optional;

/**
 * What a bootloader is built with.
 *
 * @param mcuboot to the letter of MCUboot's library, with its state in the slots' trailers; if not,
 *     the state is in the journal
 * @param keys at least one of them must have signed what runs
 * @param classId 16 octets: the hardware that images must name; empty accepts any
 * @param decryption opens the content keys of encrypted images; without it they are refused
 * @param expansionRam octets that all buffers of a decoder may have together
 * @param trialBoots how often an image on trial is started before the one before comes back, 1..255
 * @param verification how images are checked; {@code ImageVerifier::verify} but for test rigs that
 *     check the same octets a million times
 */
public record BootConfig(
    Strategy strategy,
    boolean mcuboot,
    TrustedKeys keys,
    Optional<Bytes> classId,
    Optional<DecryptionKey> decryption,
    int expansionRam,
    int trialBoots,
    Verification verification) {
  private static final int RAM = 256 * 1024;
  private static final int TRIAL_BOOTS = 3;

  public BootConfig {
    if (trialBoots < 1 || trialBoots > 0xff) {
      throw new IllegalArgumentException(trialBoots + " trial boots");
    }
    if (expansionRam < 0) {
      throw new IllegalArgumentException("RAM of " + expansionRam + " octets");
    }
  }

  /** Our own mode of {@code strategy}, for any hardware, without a decryption key. */
  public static BootConfig of(Strategy strategy, TrustedKeys keys) {
    return new BootConfig(
        strategy,
        false,
        keys,
        Optional.empty(),
        Optional.empty(),
        RAM,
        TRIAL_BOOTS,
        ImageVerifier::verify);
  }

  public BootConfig forHardware(Bytes hardware) {
    return new BootConfig(
        strategy,
        mcuboot,
        keys,
        Optional.of(hardware),
        decryption,
        expansionRam,
        trialBoots,
        verification);
  }

  public BootConfig withStrategy(Strategy other) {
    return new BootConfig(
        other, mcuboot, keys, classId, decryption, expansionRam, trialBoots, verification);
  }

  /** To the letter of MCUboot's library. */
  public BootConfig likeMcuboot() {
    return new BootConfig(
        strategy, true, keys, classId, decryption, expansionRam, trialBoots, verification);
  }

  public BootConfig withDecryption(DecryptionKey key) {
    return new BootConfig(
        strategy, mcuboot, keys, classId, Optional.of(key), expansionRam, trialBoots, verification);
  }

  public BootConfig withExpansionRam(int octets) {
    return new BootConfig(
        strategy, mcuboot, keys, classId, decryption, octets, trialBoots, verification);
  }

  public BootConfig withTrialBoots(int boots) {
    return new BootConfig(
        strategy, mcuboot, keys, classId, decryption, expansionRam, boots, verification);
  }

  public BootConfig withVerification(Verification other) {
    return new BootConfig(
        strategy, mcuboot, keys, classId, decryption, expansionRam, trialBoots, other);
  }
}
