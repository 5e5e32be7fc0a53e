package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Profile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a client is set up; {@link #production()} and {@link #open()} are where to begin. Nobody may
 * connect until {@link #withAccess} says who (MSU-147, MSU-X42).
 */
public final class MsuClientConfig {
  public static final Ipv4 DISCOVERY_GROUP = new Ipv4(0xeffe_0102); // 239.254.1.2
  public static final int DISCOVERY_PORT = 15567;

  private static final Ipv4 LOCAL_GROUPS = new Ipv4(0xef00_0000);
  private static final int LOCAL_GROUPS_PREFIX = 8;
  private static final int CHUNKS_MAX = 1 << 20;

  /**
   * Addresses that begin alike.
   *
   * @param length 0 to 32 bits
   */
  public record Prefix(Ipv4 address, int length) {
    boolean contains(Ipv4 other) {
      return length == 0 || (address.bits() ^ other.bits()) >>> (Integer.SIZE - length) == 0;
    }
  }

  Ipv4 discoveryGroup = DISCOVERY_GROUP;
  int discoveryPort = DISCOVERY_PORT;
  DeviceIdentity identity = DeviceIdentity.NONE;
  DeviceParameters parameters = DeviceParameters.DEFAULT;
  Optional<String> installedVersion = Optional.empty();
  Optional<String> revision = Optional.empty();
  Optional<String> location = Optional.empty();
  MsuTimes times = MsuTimes.DEFAULT;
  MsuLimits limits = MsuLimits.defaults();
  @Nullable Access access;
  @Nullable Pattern filePattern;
  @Nullable SignaturePolicy signature;
  @Nullable MsuSecurity security;
  List<Prefix> groups = List.of(new Prefix(LOCAL_GROUPS, LOCAL_GROUPS_PREFIX));
  @Nullable Prefix discoverers;
  Profile profile = Profile.NONE;
  boolean allowDowngrade;
  boolean allowUnversioned = true;
  boolean unsignedFiles;
  boolean activateAtEnd;
  int chunksMax = CHUNKS_MAX;

  private MsuClientConfig() {}

  private MsuClientConfig(MsuClientConfig other) {
    discoveryGroup = other.discoveryGroup;
    discoveryPort = other.discoveryPort;
    identity = other.identity;
    parameters = other.parameters;
    installedVersion = other.installedVersion;
    revision = other.revision;
    location = other.location;
    times = other.times;
    limits = other.limits;
    access = other.access;
    filePattern = other.filePattern;
    signature = other.signature;
    security = other.security;
    groups = other.groups;
    discoverers = other.discoverers;
    profile = other.profile;
    allowDowngrade = other.allowDowngrade;
    allowUnversioned = other.allowUnversioned;
    unsignedFiles = other.unsignedFiles;
    activateAtEnd = other.activateAtEnd;
    chunksMax = other.chunksMax;
  }

  /** Files need a signature that {@link #withSignature} can check; downgrades are refused. */
  public static MsuClientConfig production() {
    return new MsuClientConfig();
  }

  /** For tests and measurements: anybody may connect, files need no signature. */
  public static MsuClientConfig open() {
    return production().withAccess(Access.OPEN).withUnsignedFiles().withDowngrade(true);
  }

  public MsuClientConfig withDiscovery(Ipv4 group, int port) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.discoveryGroup = group;
    copy.discoveryPort = port;
    return copy;
  }

  /**
   * Who the device says it is, and which servers it follows.
   *
   * @param installed the version that an offered one is compared with
   */
  public MsuClientConfig withIdentity(DeviceIdentity is, Optional<String> installed) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.identity = is;
    copy.installedVersion = installed;
    return copy;
  }

  /** Further texts of the I-Am. */
  public MsuClientConfig withTexts(Optional<String> newRevision, Optional<String> newLocation) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.revision = newRevision;
    copy.location = newLocation;
    return copy;
  }

  public MsuClientConfig withParameters(DeviceParameters wished) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.parameters = wished;
    copy.limits = limits.withDevice(wished.sequenceLimit(), limits.maxSequenceSize());
    return copy;
  }

  public MsuClientConfig withTimes(MsuTimes newTimes) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.times = newTimes;
    return copy;
  }

  /** The quota (MSU-X12): files of a cycle, and octets of each. */
  public MsuClientConfig withQuota(int files, long octets) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.limits = limits.withFiles(files, octets);
    return copy;
  }

  public MsuClientConfig withAccess(Access who) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.access = who;
    return copy;
  }

  /** What the file name of a Connect must match as a whole. */
  public MsuClientConfig withFilePattern(Pattern pattern) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.filePattern = pattern;
    return copy;
  }

  /** Whose signed files are taken. */
  public MsuClientConfig withSignature(SignaturePolicy policy) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.signature = policy;
    copy.unsignedFiles = false;
    return copy;
  }

  /** Files are taken without a signature. */
  public MsuClientConfig withUnsignedFiles() {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.unsignedFiles = true;
    return copy;
  }

  /** Every datagram carries a security trailer, in both directions. */
  public MsuClientConfig withSecurity(MsuSecurity trailers) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.security = trailers;
    return copy;
  }

  /** The groups that a server may announce; 239.0.0.0/8 unless said otherwise. */
  public MsuClientConfig withGroups(List<Prefix> allowed) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.groups = List.copyOf(allowed);
    return copy;
  }

  /** Whose Who-Is is answered besides that of listed servers: those on the own link. */
  public MsuClientConfig withDiscoverers(Prefix onLink) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.discoverers = onLink;
    return copy;
  }

  /** What beyond MSU is offered. */
  public MsuClientConfig withProfile(Profile offered) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.profile = offered;
    copy.limits = limits.withProfile(offered);
    return copy;
  }

  public MsuClientConfig withDowngrade(boolean allowed) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.allowDowngrade = allowed;
    return copy;
  }

  /** Whether a file without a version is taken. */
  public MsuClientConfig withUnversioned(boolean allowed) {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.allowUnversioned = allowed;
    return copy;
  }

  /** Files are activated when the cycle is over, not one by one. */
  public MsuClientConfig withActivationAtEnd() {
    MsuClientConfig copy = new MsuClientConfig(this);
    copy.activateAtEnd = true;
    return copy;
  }

  boolean mayJoin(Ipv4 group) {
    return groups.stream().anyMatch(prefix -> prefix.contains(group));
  }
}
