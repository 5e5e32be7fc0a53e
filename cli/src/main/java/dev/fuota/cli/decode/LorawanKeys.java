package dev.fuota.cli.decode;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The keys of a frame, as far as they are given. */
final class LorawanKeys {
  private static final AesKey UNKNOWN = AesKey.fromHex("0".repeat(2 * AesKey.LENGTH));

  @Option(names = "--nwk-s-key", paramLabel = "KEY", description = "NwkSKey of LoRaWAN 1.0.x.")
  private @Nullable String nwkSKey;

  @Option(names = "--app-s-key", paramLabel = "KEY", description = "AppSKey: for payloads.")
  private @Nullable String appSKey;

  @Option(names = "--f-nwk-s-int-key", paramLabel = "KEY", description = "Of LoRaWAN 1.1.")
  private @Nullable String fNwkSIntKey;

  @Option(names = "--s-nwk-s-int-key", paramLabel = "KEY", description = "Of LoRaWAN 1.1.")
  private @Nullable String sNwkSIntKey;

  @Option(names = "--nwk-s-enc-key", paramLabel = "KEY", description = "Of LoRaWAN 1.1.")
  private @Nullable String nwkSEncKey;

  @Option(
      names = "--conf-f-cnt",
      paramLabel = "N",
      description = "LoRaWAN 1.1: counter of the frame that this one acknowledges.")
  private int confFCnt;

  @Option(names = "--tx-dr", paramLabel = "N", description = "LoRaWAN 1.1: data rate of an uplink.")
  private int txRate;

  @Option(names = "--tx-ch", paramLabel = "N", description = "LoRaWAN 1.1: channel of an uplink.")
  private int txChannel;

  @Option(
      names = "--app-key",
      paramLabel = "KEY",
      description = "AppKey; NwkKey of LoRaWAN 1.1: for join-requests and join-accepts.")
  private @Nullable String appKey;

  /** The key of activation. */
  Optional<AesKey> root() {
    return key("--app-key", appKey);
  }

  /** Whether payloads can be decrypted. */
  boolean hasAppSKey() {
    return appSKey != null;
  }

  /** The session of an address; empty without the keys of its MIC. */
  Optional<FrameCrypto> session(DevAddr address) {
    Optional<AesKey> app = key("--app-s-key", appSKey);
    Optional<AesKey> nwk = key("--nwk-s-key", nwkSKey);
    Optional<AesKey> fInt = key("--f-nwk-s-int-key", fNwkSIntKey);
    Optional<AesKey> sInt = key("--s-nwk-s-int-key", sNwkSIntKey);
    Optional<AesKey> enc = key("--nwk-s-enc-key", nwkSEncKey);
    if (nwk.isPresent()) {
      return Optional.of(new FrameCrypto(new SessionKeys(nwk.get(), app.orElse(UNKNOWN)), address));
    }
    if (fInt.isPresent() && sInt.isPresent() && enc.isPresent()) {
      SessionKeys keys = new SessionKeys(fInt.get(), sInt.get(), enc.get(), app.orElse(UNKNOWN));
      return Optional.of(new FrameCrypto(keys, address, LorawanVersion.V1_1));
    }
    if (app.isPresent() || fInt.isPresent() || sInt.isPresent() || enc.isPresent()) {
      throw new InputProblem(
          "NO_KEY",
          "nothing is decrypted before its MIC holds: give --nwk-s-key, or the three network keys"
              + " of LoRaWAN 1.1");
    }
    return Optional.empty();
  }

  /** What the MIC of LoRaWAN 1.1 covers besides the frame. */
  MicContext context() {
    try {
      return new MicContext(confFCnt & 0xffff, txRate, txChannel);
    } catch (IllegalArgumentException e) {
      throw new InputProblem("BAD_CONTEXT", "--tx-dr and --tx-ch are 0..255");
    }
  }

  private static Optional<AesKey> key(String option, @Nullable String hex) {
    try {
      return Optional.ofNullable(hex).map(AesKey::fromHex);
    } catch (IllegalArgumentException e) {
      throw new InputProblem("BAD_KEY", option + ": a key has 32 hexadecimal digits");
    }
  }
}
