package dev.fuota.device.msu;

import dev.fuota.agent.msu.Access;
import dev.fuota.agent.msu.FooterPolicy;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.TrailerSecurity;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.secure.GroupKeys;
import java.util.Map;
import java.util.Optional;

/**
 * What a client is, whom it believes, and what it may do.
 *
 * @param access whose connections it takes; empty: everybody's, and unsigned files
 * @param downgrade whether it follows a server to an older version too
 * @param signed whose signature files need behind their content; empty: none, or the destination
 *     judges them
 * @param seal with which datagrams are sealed; empty: with none
 * @param hardwareId what it says it is
 * @param productId what it says it is
 * @param installed the version that an offered one is compared with
 * @param quota octets of the largest file that it takes
 * @param adaptive whether it announces times for a local network, else those of the specification
 * @param plain whether it announces nothing beyond the specification
 */
public record MsuClientSettings(
    Optional<Access> access,
    boolean downgrade,
    Optional<Signed> signed,
    Optional<Seal> seal,
    Optional<String> hardwareId,
    Optional<String> productId,
    Optional<String> installed,
    long quota,
    boolean adaptive,
    boolean plain) {
  private static final int FILES = 3;

  /**
   * A signature is for one hardware and product.
   *
   * @param keys who may sign, by key id
   */
  public record Signed(Map<Integer, PublicKeyInfo> keys, String hardwareId, String productId) {}

  /**
   * The keys of a site.
   *
   * @param serverKey Ed25519: the server signs each datagram
   */
  public record Seal(GroupKeys keys, Optional<PublicKeyInfo> serverKey, int serverKeyId) {}

  /**
   * The configuration of a client that is looked for in {@code discovery}, {@code on} a network.
   */
  public MsuClientConfig config(Endpoint discovery, Interfaces.State on) {
    MsuClientConfig base =
        access
            .map(
                whom ->
                    MsuClientConfig.production()
                        .withAccess(whom)
                        .withUnsignedFiles()
                        .withDowngrade(downgrade))
            .orElseGet(MsuClientConfig::open);
    MsuClientConfig config =
        sealed(signed(base))
            .withDiscovery(discovery.address(), discovery.port())
            .withDiscoverers(new MsuClientConfig.Prefix(new Ipv4(on.address()), on.prefixLength()))
            .withIdentity(
                new DeviceIdentity(
                    hardwareId, productId, Optional.empty(), Optional.empty(), Optional.empty()),
                installed)
            .withProfile(profile())
            .withQuota(FILES, quota);
    return adaptive
        ? config.withParameters(MsuAdaptive.WISHES).withTimes(MsuAdaptive.TIMES)
        : config;
  }

  private Profile profile() {
    return plain ? Profile.NONE : Profile.CODED;
  }

  private MsuClientConfig signed(MsuClientConfig config) {
    return signed
        .map(by -> new FooterPolicy(by.keys(), by.hardwareId(), by.productId()))
        .map(config::withSignature)
        .orElse(config);
  }

  private MsuClientConfig sealed(MsuClientConfig config) {
    MsuLimits limits = MsuLimits.defaults().withProfile(profile());
    return seal.map(by -> security(by, limits)).map(config::withSecurity).orElse(config);
  }

  private static TrailerSecurity security(Seal by, MsuLimits limits) {
    return by.serverKey()
        .map(key -> TrailerSecurity.withServerKey(by.keys(), key, by.serverKeyId(), limits))
        .orElseGet(() -> TrailerSecurity.withGroupKey(by.keys(), limits));
  }
}
