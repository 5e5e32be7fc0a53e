package dev.fuota.cli.msu;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.Choice;
import dev.fuota.device.msu.MsuAdaptive;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuEndpoints;
import dev.fuota.server.msu.MsuPace;
import dev.fuota.server.msu.MsuRepeats;
import dev.fuota.server.msu.MsuTiming;
import dev.fuota.server.msu.Tries;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How {@code fuota msu send} sends. */
public final class MsuSendOptions {
  static final String GROUP = "239.254.1.3:15568";
  static final int PORT = 15568;

  private static final Pattern RATE = Pattern.compile("([0-9]{1,9})([kMG]?)");

  /**
   * Soon again, and often: where one datagram in twenty is lost, not one device in a million misses
   * all of them. Devices answer one Who-Is in two seconds, so the first ones after another look may
   * be in vain.
   */
  private static final MsuRepeats REPEATS =
      new MsuRepeats(
          tries(8, 600),
          Duration.ofMillis(800),
          tries(6, 300),
          tries(6, 200),
          tries(8, 50),
          MsuRepeats.DEFAULTS.renotify(),
          tries(5, 50),
          tries(6, 500),
          tries(4, 300),
          tries(5, 50));

  /** How long each side waits for the other. */
  enum Timers {
    /** The times of the specification, for devices that count on them. */
    SEED,
    /** As short as a local network allows; devices that wish for longer ones get them. */
    ADAPTIVE
  }

  /** What is asked of the devices. */
  enum Kind {
    UPGRADE(NotificationKind.UPGRADE),
    DOWNGRADE(NotificationKind.DOWNGRADE),
    FORCE(NotificationKind.FORCE_UPGRADE);

    private final NotificationKind notification;

    Kind(NotificationKind notification) {
      this.notification = notification;
    }
  }

  @Option(
      names = "--group",
      paramLabel = "ADDR[:PORT]",
      description = "The group that the files go to. Default: ${DEFAULT-VALUE}.")
  private String group = GROUP;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "upgrade (devices with an older version take part), downgrade, or force (all do)."
              + " Default: ${DEFAULT-VALUE}.")
  private String kind = "upgrade";

  @Option(
      names = "--rate",
      paramLabel = "BITS",
      description =
          "Bits a second at most, as 500k, 100M or 1G; 0 for no limit. Default: ${DEFAULT-VALUE}.")
  private String rate = "100M";

  @Option(
      names = "--timers",
      paramLabel = "WHICH",
      description =
          "seed (the times of the specification) or adaptive (as short as a local network allows)."
              + " Default: ${DEFAULT-VALUE}.")
  private String timers = "adaptive";

  @Option(
      names = "--plain",
      description = "Use nothing beyond the specification, even if all devices could.")
  private boolean plain;

  @Option(
      names = "--coded",
      description = "Repair with combinations of frames, if all devices can.")
  private boolean coded;

  @Option(
      names = "--frame-size",
      paramLabel = "OCTETS",
      description =
          "Octets of file in a frame, 1 to 1460. Default: what fits into a datagram of 1500"
              + " octets.")
  private @Nullable Integer frameSize;

  public NotificationKind kind() {
    return Choice.of("--kind", kind, Kind.values(), MsuSendOptions::label).notification;
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Puts the options into {@code campaign}.
   *
   * @param sealed whether a trailer follows every message
   */
  public void into(MsuCampaign.Builder campaign, Endpoint discovery, boolean sealed) {
    Endpoint data = MsuAddress.group("--group", group, PORT);
    if (plain && coded) {
      throw new InputProblem("PLAIN_OR_CODED", "--plain and --coded exclude each other");
    }
    campaign
        .endpoints(
            new MsuEndpoints(discovery.address(), discovery.port(), data.address(), data.port()))
        .pace(new MsuPace(Duration.ZERO, rate(), false))
        .profile(plain ? Profile.NONE : coded ? Profile.CODED : Profile.STREAM)
        .sequences(32, frameSize(sealed));
    if (isAdaptive()) {
      adaptive(campaign);
    }
  }

  /** The same for devices that have all been heard already: they need not be looked for long. */
  void intoOfKnown(MsuCampaign.Builder campaign) {
    if (isAdaptive()) {
      campaign.repeats(REPEATS.withDiscovery(tries(2, 100), Duration.ofMillis(100)));
    }
  }

  private boolean isAdaptive() {
    return Choice.of("--timers", timers, Timers.values(), MsuSendOptions::label) == Timers.ADAPTIVE;
  }

  private int frameSize(boolean sealed) {
    if (frameSize != null) {
      return frameSize;
    }
    int whole = FileGeometry.SEQUENCE_SIZE_MAX - (sealed ? MsuCampaign.TRAILER_MAX : 0);
    return coded ? whole - (CodedTransfer.FIXED_LENGTH - DataTransfer.FIXED_LENGTH) : whole;
  }

  private static void adaptive(MsuCampaign.Builder campaign) {
    campaign
        .timing(
            new MsuTiming(
                Duration.ofMillis(300),
                MsuAdaptive.SCM_WAIT,
                MsuAdaptive.CCM_WAIT,
                MsuTiming.DEFAULTS.connectionTimeoutSeconds(),
                MsuTiming.DEFAULTS.updateTimeoutSeconds()))
        .repeats(REPEATS);
  }

  private static Tries tries(int count, long gapMillis) {
    return new Tries(count, Duration.ofMillis(gapMillis));
  }

  private long rate() {
    Matcher parts = RATE.matcher(rate);
    if (!parts.matches()) {
      throw new InputProblem("BAD_RATE", "--rate wants bits a second as 100M, not " + rate);
    }
    long unit =
        switch (parts.group(2)) {
          case "k" -> 1_000L;
          case "M" -> 1_000_000L;
          case "G" -> 1_000_000_000L;
          default -> 1L;
        };
    return Long.parseLong(parts.group(1)) * unit;
  }
}
