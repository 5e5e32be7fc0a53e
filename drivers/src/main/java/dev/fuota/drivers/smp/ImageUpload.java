package dev.fuota.drivers.smp;

import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageSource;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Sends an image. The target's answers decide where to go on: further up if it has more already, as
 * after an answer that was lost or a session that it remembers by the hash, or back if it has less,
 * as after a reset. So often at most may it not go forward as {@link #STALLS_MAX} says.
 */
final class ImageUpload {
  private static final int STALLS_MAX = 16;
  private static final int ATTEMPTS = 4;

  /** Chunks end on this boundary, so that no target must ask for the rest of a granule again. */
  private static final int GRANULE = 32;

  private static final int LENGTH_OCTETS = 3;

  /** The first chunk may have a whole slot erased. */
  private static final Duration ERASE = Duration.ofSeconds(40);

  private static final Duration CHUNK = Duration.ofSeconds(4);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SmpClient client;
  private final Scheduler scheduler;
  private final UploadOrder order;
  private final Consumer<Optional<Failure>> then;
  private int offset;
  private int sent;
  private int stalls;

  /**
   * What is to be sent.
   *
   * @param number of the image
   * @param length octets of the image in {@code source}
   * @param sha SHA-256 of these octets
   * @param messageMax octets of a message that the target takes
   * @param progress hears how many octets the target has
   */
  record UploadOrder(
      int number,
      ImageSource source,
      int length,
      Bytes sha,
      int messageMax,
      IntConsumer progress) {}

  /**
   * Why it ended too early.
   *
   * @param silent whether the target only stopped answering
   */
  record Failure(boolean silent, String sentence) {}

  /** An upload; {@code then} is called once, with why it failed if it did. */
  ImageUpload(
      SmpClient client, Scheduler scheduler, UploadOrder order, Consumer<Optional<Failure>> then) {
    this.client = client;
    this.scheduler = scheduler;
    this.order = order;
    this.then = then;
  }

  void start() {
    send(0);
  }

  private void send(int from) {
    offset = from;
    Cbor.Fields head = head();
    int room = order.messageMax() - SmpMessage.HEADER - CborWriter.write(head).length;
    sent = Math.min(aligned(room - LENGTH_OCTETS), order.length() - offset);
    byte[] chunk = new byte[sent];
    order.source().read(offset, chunk, 0, sent);
    client.ask(
        SmpRequest.write(
            SmpCommand.IMAGE_UPLOAD,
            head.with("data", Bytes.of(chunk)),
            offset == 0 ? ERASE : CHUNK,
            ATTEMPTS),
        this::onAnswer);
  }

  /** All but the data, which stands in it empty to be counted. */
  private Cbor.Fields head() {
    Cbor.Fields fields = Cbor.Fields.NONE;
    if (offset == 0) {
      // The number of the first image goes without saying; old servers do not know the field.
      fields = order.number() == 0 ? fields : fields.with("image", order.number());
      fields = fields.with("len", order.length());
    }
    fields = fields.with("off", offset);
    fields = offset == 0 ? fields.with("sha", order.sha()) : fields;
    return fields.with("data", Bytes.EMPTY);
  }

  private int aligned(int octets) {
    int end = (offset + octets) / GRANULE * GRANULE;
    return Math.max(1, end > offset ? end - offset : octets);
  }

  private void onAnswer(SmpAnswer answer) {
    if (answer instanceof SmpAnswer.Done done) {
      onOffset(done.body());
    } else if (answer instanceof SmpAnswer.Refused refused) {
      onRefusal(refused);
    } else if (answer instanceof SmpAnswer.Silent silent) {
      then.accept(Optional.of(new Failure(true, silent.sentence())));
    }
  }

  private void onRefusal(SmpAnswer.Refused refused) {
    stalls++;
    if ((offset == 0 && !refused.busy()) || stalls > STALLS_MAX) {
      fail("it refused the octets from " + offset + " on: " + refused.sentence());
    } else {
      scheduler.after(PAUSE, () -> send(refused.busy() ? offset : 0));
    }
  }

  private void onOffset(Cbor.Fields body) {
    OptionalLong off = body.number("off");
    if (off.isEmpty() || off.getAsLong() < 0 || off.getAsLong() > order.length()) {
      fail("it wants to go on at " + (off.isEmpty() ? "nowhere" : off.getAsLong()));
      return;
    }
    int next = (int) off.getAsLong();
    order.progress().accept(next);
    // A few octets at a time would never end; the last ones are few by nature.
    boolean forward = next - offset >= Math.min(sent, GRANULE);
    stalls += forward ? 0 : 1;
    if (next == order.length()) {
      boolean mismatch = body.values().containsKey("match") && !body.flag("match");
      then.accept(
          mismatch
              ? Optional.of(new Failure(false, "what arrived there has another hash"))
              : Optional.empty());
    } else if (stalls > STALLS_MAX) {
      fail("the upload does not get beyond octet " + next);
    } else {
      send(next);
    }
  }

  private void fail(String sentence) {
    then.accept(Optional.of(new Failure(false, sentence)));
  }
}
