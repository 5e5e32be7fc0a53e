package dev.fuota.cli.msu;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.KeyFile;
import dev.fuota.protocol.image.KeyType;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.secure.GroupKeys;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuSeal;
import dev.fuota.server.msu.SiteSeal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What a server seals with, and how it says who it is.
 *
 * @param login sealed where the site has a key
 */
public record MsuServerSeal(MsuSeal seal, MsuOffer.Login login) {

  /** For who only asks or tells, and never connects. */
  static MsuSeal of(Console console, MsuSiteOptions site) {
    return site.keys().<MsuSeal>map(keys -> seal(console, site, keys)).orElse(MsuSeal.NONE);
  }

  public static MsuServerSeal of(Console console, MsuSiteOptions site, MsuLogin login) {
    Optional<MsuOffer.Credentials> known = login.credentials();
    Optional<GroupKeys> keys = site.keys();
    if (keys.isEmpty()) {
      return new MsuServerSeal(
          MsuSeal.NONE,
          known
              .map(one -> MsuOffer.Login.plain(one.username(), one.password()))
              .orElse(MsuOffer.Login.NONE));
    }
    SiteSeal seal = seal(console, site, keys.get());
    return new MsuServerSeal(
        seal, known.map(one -> seal.login(one, new SecureRandom())).orElse(MsuOffer.Login.NONE));
  }

  private static SiteSeal seal(Console console, MsuSiteOptions site, GroupKeys keys) {
    if (site.serverKey().isEmpty()) {
      return SiteSeal.withGroupKey(keys, System::currentTimeMillis);
    }
    Path file = site.serverKey().get();
    SigningKey key = KeyFile.signing(console, file);
    if (key.type() != KeyType.ED25519) {
      throw new InputProblem("KEY_DOES_NOT_FIT", file + " is no Ed25519 key; see --server-key");
    }
    return SiteSeal.withServerKey(keys, key, site.serverKeyId(), System::currentTimeMillis);
  }
}
