package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.expand.Expander;
import dev.fuota.protocol.expand.Patches;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts one patch to its decoder, in pieces of several sizes. */
final class DeltaCheck {
  /** Larger than any image of these files, and smaller than what hostile patches announce. */
  private static final int SLOT = 1 << 20;

  /** bsdiff needs megabytes; the other formats are measured elsewhere. */
  private static final int RAM = 32 << 20;

  private static final List<Integer> PIECES = List.of(4096, 1, 7, 64);

  /**
   * What came out.
   *
   * @param octets whether or not they are worth anything
   */
  private record Outcome(Bytes octets, Optional<Refused> refused) {}

  private final Entry entry;
  private final Bytes patch;
  private final Bytes old;
  private final Optional<Bytes> expected;

  DeltaCheck(Entry entry, Path data) {
    this.entry = entry;
    this.patch = DeltaAnswers.read(data, entry.text("patch"), entry.get("patch"));
    this.old = DeltaAnswers.read(data, entry.text("old"), entry.get("old"));
    this.expected = entry.find("new").map(name -> DeltaAnswers.read(data, name.text(), name));
  }

  /** An image that patches are made from or lead to. */
  static void image(Check check, Entry entry, Bytes octets) {
    Decoded<Image> parsed = Image.parse(ImageSource.of(octets));
    if (parsed instanceof Malformed<Image> malformed) {
      check.failed("version", entry.text("version"), malformed.detail());
    } else {
      check.same("version", entry.text("version"), parsed.value().orElseThrow().version());
    }
  }

  void run(Check check) {
    checkFiles(check);
    Outcome whole = expand(PIECES.get(0));
    compare(check, whole);
    for (int piece : PIECES.subList(1, PIECES.size())) {
      Outcome outcome = expand(piece);
      check.same("outcome in pieces of " + piece, whole, outcome);
    }
  }

  private void checkFiles(Check check) {
    check.same("old_size", entry.integer("old_size"), old.length());
    check.same("patch_size", entry.integer("patch_size"), patch.length());
    entry.find("new_size").ifPresent(size -> check.same("new_size", size.integer(), newSize()));
    entry
        .find("new_sha256")
        .ifPresent(
            digest ->
                check.same(
                    "new_sha256", digest.hex(), Digests.sha256(expected.orElse(Bytes.EMPTY))));
  }

  private int newSize() {
    return expected.map(Bytes::length).orElse(0);
  }

  private void compare(Check check, Outcome outcome) {
    String expect = entry.text("expect");
    String got = outcome.refused().map(refused -> "reject: " + refused).orElse("accept");
    boolean rejected = outcome.refused().isPresent();
    switch (expect) {
      case "accept" -> check.same("expect", expect, got);
      case "reject" -> check.same("expect", expect, rejected ? expect : got);
      case "either" -> check.passed();
      default -> throw entry.get("expect").malformed("accept, reject or either is needed");
    }
    // Where the entry defines no result and leaves the verdict open, there is nothing to compare.
    if (!rejected && !expect.equals("reject") && expected.isPresent()) {
      check.same("new", shown(expected.get()), shown(outcome.octets()));
    }
  }

  private static String shown(Bytes octets) {
    return octets.length() + " octets, " + Digests.sha256(octets);
  }

  private Outcome expand(int piece) {
    // The raw heatshrink stream says no length: as many octets are taken as the entry announces.
    long announced = raw() ? entry.get("params").get("to_size").number() : SLOT;
    if (announced < 0 || announced > SLOT) {
      return new Outcome(Bytes.EMPTY, Optional.of(tooLarge(announced)));
    }
    int wanted = (int) announced;
    Expander expander = open(wanted);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] octets = new byte[piece];
    int count;
    do {
      count = expander.read(octets, 0, Math.min(piece, wanted - out.size()));
      out.write(octets, 0, count);
    } while (count > 0 && out.size() < wanted);
    Optional<Refused> refused = expander.failure();
    if (raw() && refused.isEmpty() && out.size() < wanted) {
      refused =
          Optional.of(
              new Refused(
                  Reason.BAD_EXPANSION,
                  "only " + out.size() + " octets of " + wanted + " come out"));
    }
    return new Outcome(Bytes.of(out.toByteArray()), refused);
  }

  private static Refused tooLarge(long announced) {
    return new Refused(Reason.TOO_LARGE, announced + " octets are announced, a slot has " + SLOT);
  }

  private boolean raw() {
    return entry.text("format").equals("heatshrink");
  }

  private Expander open(int limit) {
    ImageSource octets = ImageSource.of(patch);
    ImageSource base = ImageSource.of(old);
    RamBudget budget = new RamBudget(RAM);
    return switch (entry.text("format")) {
      case "detools-seq", "detools-inplace" -> Patches.detools(octets, base, limit, budget);
      case "bsdiff40" -> Patches.bsdiff40(octets, base, limit, budget);
      case "jojodiff" -> Patches.jojodiff(octets, base, limit, budget);
      case "heatshrink" -> {
        Entry params = entry.get("params");
        yield Patches.heatshrink(
            octets, params.integer("window"), params.integer("lookahead"), limit, budget);
      }
      default -> throw entry.get("format").malformed("this format is not known");
    };
  }
}
