package dev.fuota.drivers.smp;

import dev.fuota.drivers.smp.SmpAnswer.Done;
import dev.fuota.drivers.smp.SmpAnswer.Refused;
import dev.fuota.drivers.smp.SmpAnswer.Silent;
import dev.fuota.drivers.smp.TargetResult.Failed;
import dev.fuota.drivers.smp.TargetResult.Runs;
import dev.fuota.drivers.smp.TargetSettings.Mode;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings an image onto a target: look what is there, do the next thing that is missing, look again.
 * Nothing is remembered over a restart of the host, because the target's list says how far it came:
 *
 * <pre>
 * the image runs                        done, confirmed or on trial
 * it lies in the other slot, marked     reset
 * it lies there, not marked             mark it for a trial; if it was marked before: it failed
 * neither                               upload it
 * </pre>
 *
 * In recovery there is no other slot and nothing to mark. A target that is silent is asked again,
 * for as long as {@link TargetSettings#patience} says.
 */
public final class TargetUpdate {
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** A target answers the reset first and resets a quarter of a second later. */
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private static final int ATTEMPTS = 2;
  private static final int RESETS_MAX = 3;

  /** A mark that a power cut left half is refused, and the slot erased: the next one goes well. */
  private static final int MARKS_REFUSED_MAX = 1;

  private static final int ROUNDS_MAX = 30;

  private final SmpClient client;
  private final Scheduler scheduler;
  private final InstantSource clock;
  private final TargetSettings settings;
  private final Consumer<String> steps;
  private @Nullable Order order;
  private Instant heard = Instant.MIN;
  private int messageMax;

  /** What is being done, and how far. */
  private static final class Order {
    final TargetImage image;
    final boolean confirming;
    final Consumer<TargetResult> then;
    int rounds;
    int resets;
    int uploads;
    int refusals;
    boolean marked;
    boolean confirmed;
    int shown = -1;

    Order(TargetImage image, boolean confirming, Consumer<TargetResult> then) {
      this.image = image;
      this.confirming = confirming;
      this.then = then;
    }
  }

  /**
   * Works on what {@code client} speaks to.
   *
   * @param steps hears what is being done, a sentence each
   */
  public TargetUpdate(
      SmpClient client,
      Scheduler scheduler,
      InstantSource clock,
      TargetSettings settings,
      Consumer<String> steps) {
    this.client = client;
    this.scheduler = scheduler;
    this.clock = clock;
    this.settings = settings;
    this.steps = steps;
  }

  /**
   * Brings {@code image} to run.
   *
   * @param then called once, later
   * @throws IllegalStateException if something else is being done
   */
  public void install(TargetImage image, Consumer<TargetResult> then) {
    begin(new Order(image, false, then));
  }

  /** Tells the target to keep {@code image}, which runs. */
  public void confirm(TargetImage image, Consumer<TargetResult> then) {
    begin(new Order(image, true, then));
  }

  /** Whether something is being done. */
  public boolean isBusy() {
    return order != null;
  }

  /** Ends what is being done; nobody is called. */
  public void stop() {
    order = null;
    client.forget();
  }

  private void begin(Order next) {
    if (order != null) {
      throw new IllegalStateException("one image at a time");
    }
    order = next;
    heard = clock.instant();
    if (next.confirming && settings.mode() == Mode.RECOVERY) {
      // The image is in its place for good.
      later(next, SETTLE, () -> end(next, new Runs(next.image.version(), false)));
    } else {
      round(next);
    }
  }

  private void later(Order mine, Duration delay, Runnable action) {
    scheduler.after(
        delay,
        () -> {
          if (order == mine) {
            action.run();
          }
        });
  }

  private void end(Order mine, TargetResult result) {
    order = null;
    mine.then.accept(result);
  }

  private void fail(Order mine, String sentence) {
    end(mine, new Failed(false, sentence));
  }

  private void failNow(Order mine, String sentence) {
    end(mine, new Failed(true, sentence));
  }

  private void round(Order mine) {
    if (++mine.rounds > ROUNDS_MAX) {
      failNow(mine, "the target was begun with " + ROUNDS_MAX + " times and does not get further");
      return;
    }
    client.ask(
        SmpRequest.read(SmpCommand.PARAMETERS, ANSWER, ATTEMPTS),
        answer -> {
          messageMax = BufferSize.messageMax(answer);
          if (answer instanceof Silent silent) {
            onSilence(mine, silent);
          } else {
            list(mine);
          }
        });
  }

  private void onSilence(Order mine, Silent silent) {
    if (settings.mode() == Mode.RECOVERY && mine.resets > 0) {
      // The answer to the reset was lost: what runs now speaks no SMP.
      end(mine, new Runs(mine.image.version(), false));
    } else if (clock.instant().isAfter(heard.plus(settings.patience()))) {
      failNow(mine, silent.sentence() + ": look at its supply and its serial line");
    } else {
      mine.rounds--; // the time is the limit here
      later(mine, PAUSE, () -> round(mine));
    }
  }

  private void list(Order mine) {
    heard = clock.instant();
    client.ask(
        SmpRequest.read(SmpCommand.IMAGE_STATE, ANSWER, ATTEMPTS),
        answer -> {
          if (answer instanceof Done done) {
            List<ImageSlot> slots = ImageSlot.of(done.body(), settings.image());
            decide(mine, slots);
          } else if (answer instanceof Refused refused) {
            fail(mine, "the target does not list its images: " + refused.sentence());
          } else {
            later(mine, PAUSE, () -> round(mine));
          }
        });
  }

  private void decide(Order mine, List<ImageSlot> slots) {
    if (settings.mode() == Mode.RECOVERY) {
      decideRecovery(mine, slots.stream().filter(slot -> slot.slot() == 0).findFirst());
      return;
    }
    Optional<ImageSlot> running = running(slots);
    if (running.isEmpty()) {
      fail(
          mine,
          "the target does not say which image runs; if it is in serial recovery, say so in the"
              + " settings (mode: recovery)");
    } else if (running.get().has(mine.image.hash())) {
      runs(mine, running.get());
    } else if (mine.confirming) {
      fail(mine, "the target runs " + running.get().version() + " again");
    } else {
      bring(mine, running.get(), slots);
    }
  }

  /** Older servers do not call it active while another image is marked. */
  private static Optional<ImageSlot> running(List<ImageSlot> slots) {
    return slots.stream()
        .filter(ImageSlot::active)
        .findFirst()
        .or(() -> slots.stream().filter(slot -> slot.slot() == 0 && slot.confirmed()).findFirst());
  }

  private void runs(Order mine, ImageSlot running) {
    if (!mine.confirming || running.confirmed()) {
      end(mine, new Runs(mine.image.version(), !running.confirmed()));
    } else if (mine.confirmed) {
      fail(mine, "the target says that it keeps the image, and does not list it so");
    } else {
      mark(mine, true);
    }
  }

  private void bring(Order mine, ImageSlot running, List<ImageSlot> slots) {
    Optional<ImageSlot> other =
        slots.stream()
            .filter(slot -> slot.slot() != running.slot() && slot.has(mine.image.hash()))
            .findFirst();
    if (other.isEmpty() && !running.confirmed()) {
      failNow(
          mine,
          "the target runs " + running.version() + " on trial: have it confirmed, or reset it");
    } else if (other.isEmpty() && slots.stream().anyMatch(ImageSlot::pending)) {
      failNow(mine, "another image waits in the target for its reset");
    } else if (other.isEmpty()) {
      upload(mine);
    } else if (other.get().pending()) {
      reset(mine);
    } else if (mine.marked) {
      fail(
          mine,
          "the target runs "
              + running.version()
              + " again: "
              + mine.image.version()
              + " did not start, or its bootloader refused it");
    } else {
      mark(mine, false);
    }
  }

  /** Serial recovery lists an image only if it is valid, and may be built without hashes. */
  private void decideRecovery(Order mine, Optional<ImageSlot> primary) {
    ImageVersion version = mine.image.version();
    boolean named = primary.isPresent() && primary.get().has(mine.image.hash());
    boolean uploaded =
        primary.isPresent()
            && mine.uploads > 0
            && primary.get().hash().isEmpty()
            && primary.get().has(version);
    if (named || uploaded) {
      reset(mine);
    } else {
      upload(mine);
    }
  }

  private void upload(Order mine) {
    if (++mine.uploads > ATTEMPTS) {
      fail(mine, "the target took the image and does not list it: it does not hold it for valid");
      return;
    }
    mine.marked = false; // a new copy has its own trial
    steps.accept("Sending " + mine.image.version() + ", " + mine.image.length() + " octets.");
    TargetImage image = mine.image;
    ImageUpload.UploadOrder what =
        new ImageUpload.UploadOrder(
            settings.image(),
            image.source(),
            image.length(),
            image.sha(),
            messageMax,
            octets -> show(mine, octets));
    new ImageUpload(
            client,
            (delay, action) -> cancellable(mine, delay, action),
            what,
            end -> onUpload(mine, end))
        .start();
  }

  private Scheduler.Task cancellable(Order mine, Duration delay, Runnable action) {
    later(mine, delay, action);
    return () -> {};
  }

  private void onUpload(Order mine, Optional<ImageUpload.Failure> failure) {
    if (failure.isPresent() && !failure.get().silent()) {
      fail(mine, "the target does not take the image: " + failure.get().sentence());
    } else {
      // Whether it is silent or has it all: its list says how far it is.
      mine.uploads -= failure.isPresent() ? 1 : 0;
      later(mine, SETTLE, () -> round(mine));
    }
  }

  private void show(Order mine, int octets) {
    heard = clock.instant();
    int tenth = (int) (10L * octets / mine.image.length());
    if (tenth != mine.shown) {
      mine.shown = tenth;
      steps.accept("The target has " + 10 * tenth + " % of the image.");
    }
  }

  private void mark(Order mine, boolean keep) {
    Cbor.Fields body = Cbor.Fields.NONE.with("hash", mine.image.hash()).with("confirm", keep);
    client.ask(
        SmpRequest.write(SmpCommand.IMAGE_STATE, body, ANSWER, ATTEMPTS),
        answer -> {
          if (answer instanceof Refused refused && ++mine.refusals > MARKS_REFUSED_MAX) {
            fail(mine, "the target does not mark the image: " + refused.sentence());
            return;
          }
          if (answer instanceof Done) {
            steps.accept(keep ? "The target keeps the image." : "The image is marked for a trial.");
            mine.marked |= !keep;
            mine.confirmed |= keep;
          }
          round(mine);
        });
  }

  private void reset(Order mine) {
    if (++mine.resets > RESETS_MAX) {
      fail(mine, "the target was told " + RESETS_MAX + " times to reset, and did not");
      return;
    }
    steps.accept("Resetting the target.");
    mine.marked = true;
    client.ask(
        SmpRequest.write(SmpCommand.RESET, Cbor.Fields.NONE, ANSWER, 1),
        answer -> {
          if (answer instanceof Refused refused) {
            fail(mine, "the target does not reset: " + refused.sentence());
          } else if (settings.mode() == Mode.RECOVERY && answer instanceof Done) {
            end(mine, new Runs(mine.image.version(), false));
          } else {
            later(mine, SETTLE, () -> round(mine));
          }
        });
  }
}
