package dev.fuota.boot.torture;

import dev.fuota.boot.BootConfig;
import dev.fuota.boot.Bootloader;
import dev.fuota.boot.Strategy;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.KnownImages;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the power of a device wherever it hurts, while it updates itself:
 *
 * <pre>{@code
 * Torture.of(Layout.around(FlashProfile.STM32WL, newImage.length()))
 *     .strategy(Strategy.SWAP_MOVE)
 *     .update(oldImage, newImage)
 *     .trusting(keys)
 *     .run()
 *     .assertNoFailures();
 * }</pre>
 *
 * <p>Every operation of every scenario is torn in every way; then operations of the recoveries, up
 * to {@link #pairs(long)}; then come {@link #random(int, int)} chains of cuts. The same settings
 * give the same result, whatever the number of threads.
 */
public final class Torture {
  private static final long PAIRS = 20_000;
  private static final int RANDOM = 1_000;
  private static final int FAULTS = 5;
  private static final int SEEDS = 3;

  private final Layout layout;
  private BootConfig config = BootConfig.of(Strategy.AB, new TrustedKeys(List.of()));
  private @Nullable Update update;
  private String image = "whole";
  private List<Scenario> scenarios = List.of(Scenario.values());
  private int seeds = SEEDS;
  private long singles = Long.MAX_VALUE;
  private long pairs = PAIRS;
  private int random = RANDOM;
  private int faults = FAULTS;
  private boolean defects;
  private long seed = 1;
  private int threads = Runtime.getRuntime().availableProcessors();
  private Subject.@Nullable Factory subject;

  private Torture(Layout layout) {
    this.layout = layout;
  }

  /** Of a device with this flash. */
  public static Torture of(Layout layout) {
    return new Torture(layout);
  }

  /** How the bootloader updates; {@link Strategy#AB} if not said. */
  public Torture strategy(Strategy strategy) {
    config = config.withStrategy(strategy);
    return this;
  }

  /** All that the bootloader is built with, its keys and its strategy too. */
  public Torture bootloader(BootConfig all) {
    config = all;
    return this;
  }

  /** Another bootloader than the product's. */
  Torture subject(Subject.Factory other) {
    subject = other;
    return this;
  }

  /** The keys that the bootloader trusts; both images are signed with one of them. */
  public Torture trusting(TrustedKeys keys) {
    BootConfig own = BootConfig.of(config.strategy(), keys);
    config = config.classId().map(own::forHardware).orElse(own);
    return this;
  }

  /** From one image to another, which is downloaded as it is. */
  public Torture update(Bytes oldImage, Bytes newImage) {
    return update(Update.whole(oldImage, newImage), "whole");
  }

  /**
   * From one image to another.
   *
   * @param form of the download, for reports, as {@code delta}
   */
  public Torture update(Update images, String form) {
    update = images;
    image = form;
    return this;
  }

  /** Only these; all that make a difference for the strategy if not said. */
  public Torture scenarios(List<Scenario> some) {
    scenarios = List.copyOf(some);
    return this;
  }

  /** How often a tear that leaves something to chance is tried; 1 or more. */
  public Torture seeds(int count) {
    seeds = count;
    return this;
  }

  /** How many single cuts a scenario may take, about; all if not said. */
  public Torture singles(long budget) {
    singles = budget;
    return this;
  }

  /** How many pairs of cuts a scenario may take, about; 0 for none. */
  public Torture pairs(long budget) {
    pairs = budget;
    return this;
  }

  /** How many chains of cuts are drawn for each scenario, and of how many cuts at most. */
  public Torture random(int chains, int most) {
    random = chains;
    faults = most;
    return this;
  }

  /** Lets half of the cuts of random chains leave a {@link Defect} behind. */
  public Torture defects(boolean with) {
    defects = with;
    return this;
  }

  /** What draws pairs and chains. */
  public Torture seed(long value) {
    seed = value;
    return this;
  }

  /** How many threads work; all processors if not said. */
  public Torture threads(int count) {
    threads = count;
    return this;
  }

  /** Runs everything. */
  public TortureResult run() {
    return run(Watcher.NONE);
  }

  /**
   * Runs everything, and tells how far it is.
   *
   * @throws IllegalArgumentException if an image is not one that the bootloader would accept, or
   *     does not fit its slot
   */
  public TortureResult run(Watcher watcher) {
    List<ScenarioResult> results = new ArrayList<>();
    try (Crew crew = new Crew(this, watcher)) {
      List<Stage> stages = stages();
      double all = stages.size();
      for (Stage stage : stages) {
        int done = results.size();
        results.add(new Explorer(this, stage, crew, done / all, (done + 1) / all).run());
      }
    }
    return new TortureResult(name(), image, layout, results);
  }

  /** The one run that {@code key} names, step by step. */
  public Replay replay(Key key) {
    Stage stage =
        stages().stream()
            .filter(one -> one.scenario() == key.scenario())
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no scenario " + key.scenario().label()));
    return Replay.of(stage, key.cuts(), factory());
  }

  private List<Stage> stages() {
    if (update == null) {
      throw new IllegalStateException("no images: call update(...)");
    }
    return new Staging(this, update).of(scenarios);
  }

  /** As in reports. */
  String name() {
    return config.strategy().label() + (config.mcuboot() ? " to the letter" : "");
  }

  Subject.Factory factory() {
    Subject.Factory other = subject;
    return other != null ? other : () -> ours(config.withVerification(new KnownImages()));
  }

  private static Subject ours(BootConfig config) {
    return partitions -> new Bootloader(partitions, config).boot();
  }

  /**
   * What the bootloader thinks of an image on its own.
   *
   * @throws IllegalArgumentException if it would refuse it
   */
  Accepted accepted(Bytes octets, String what) {
    int limit = layout.octets(layout.primary());
    ImagePolicy policy = ImagePolicy.of(config.keys(), limit);
    Verdict verdict = config.verification().verify(ImageSource.of(octets), policy);
    if (verdict instanceof Accepted accepted) {
      return accepted;
    }
    throw new IllegalArgumentException("the " + what + " image is refused: " + verdict);
  }

  Layout layout() {
    return layout;
  }

  BootConfig config() {
    return config;
  }

  int seeds() {
    return seeds;
  }

  long singles() {
    return singles;
  }

  long pairs() {
    return pairs;
  }

  int random() {
    return random;
  }

  int faults() {
    return faults;
  }

  boolean defects() {
    return defects;
  }

  long seed() {
    return seed;
  }

  int threads() {
    return threads;
  }
}
