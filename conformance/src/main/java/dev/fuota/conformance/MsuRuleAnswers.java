package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.explain.MsuFields;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.ChunkMerge;
import dev.fuota.protocol.msu.Commissioning;
import dev.fuota.protocol.msu.CommissioningFile;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FileNames;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.SequenceMerge;
import dev.fuota.protocol.msu.VersionOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;

/** The arithmetic and the rules of MSU that need no peer. */
final class MsuRuleAnswers implements MsuAnswers.Part {
  private static final int ALL_FRAMES = -1;
  private static final long CHUNKS_MAX = 1 << 24;
  private static final long SCM_WAIT_MS = 3000;
  private static final long CCM_WAIT_MS = 5000;

  @Override
  public Set<String> members() {
    return Set.of(
        "geometry",
        "bitmaps",
        "crc32",
        "versionCompare",
        "names",
        "commissioningFile",
        "commissioningFileReject",
        "serverMerge");
  }

  @Override
  public List<GroupReport> run(Entry document) {
    List<GroupReport> reports = new ArrayList<>();
    reports.add(group("geometry", document, MsuRuleAnswers::checkGeometry));
    reports.add(group("bitmaps", document, MsuRuleAnswers::checkBitmap));
    reports.add(group("crc32", document, MsuRuleAnswers::checkCrc));
    reports.add(group("versionCompare", document, MsuRuleAnswers::checkVersions));
    reports.add(group("names", document, MsuRuleAnswers::checkName));
    reports.add(group("commissioningFile", document, MsuRuleAnswers::checkCommissioning));
    reports.add(group("commissioningFileReject", document, MsuRuleAnswers::checkNoCommissioning));
    document
        .find("serverMerge")
        .ifPresent(
            merge -> {
              reports.add(group("deviceParams", merge, MsuRuleAnswers::checkParameters));
              reports.add(group("scm", merge, MsuRuleAnswers::checkSequences));
              reports.add(group("ccm", merge, MsuRuleAnswers::checkChunks));
            });
    return reports;
  }

  private static GroupReport group(String name, Entry parent, BiConsumer<Check, Entry> entry) {
    Group group = new Group(parent.place().isEmpty() ? name : "serverMerge " + name);
    parent
        .elementsOf(name)
        .forEach(one -> group.run(one.place(), check -> entry.accept(check, one)));
    return group.report();
  }

  private static void checkGeometry(Check check, Entry entry) {
    FileGeometry geometry = MsuInput.geometry(entry);
    long chunks = geometry.chunks();
    int last = geometry.framesIn(chunks);
    check.same("chunks", entry.get("chunks").u32(), chunks);
    check.same("lastChunkSequences", entry.integer("lastChunkSequences"), last);
    check.same(
        "lastChunkBytes",
        entry.get("lastChunkBytes").u32(),
        geometry.fileSize() - geometry.offsetOf(chunks, 1));
    check.same(
        "lastSequenceBytes", entry.integer("lastSequenceBytes"), geometry.lengthOf(chunks, last));
  }

  private static void checkBitmap(Check check, Entry entry) {
    List<Integer> missing = entry.get("missing").elements().stream().map(Entry::integer).toList();
    int bitmap = FrameBitmap.of(missing);
    check.same("bitmapHex", entry.text("bitmapHex"), String.format("%08x", bitmap));
    int known = entry.hex("bitmapHex").asBuffer().getInt();
    check.same("missing", missing, FrameBitmap.sequences(known));
    check.same("count", entry.integer("count"), FrameBitmap.count(known));
  }

  private static void checkCrc(Check check, Entry entry) {
    Bytes data =
        entry
            .find("dataHex")
            .map(Entry::hex)
            .orElseGet(() -> Bytes.of(entry.text("describe").getBytes(StandardCharsets.UTF_8)));
    CRC32 crc = new CRC32();
    crc.update(data.asBuffer());
    check.same("length", entry.integer("length"), data.length());
    check.same("crc32", entry.text("crc32"), String.format("%08x", crc.getValue()));
  }

  private static void checkVersions(Check check, Entry entry) {
    String a = entry.text("a");
    String b = entry.text("b");
    int compare = entry.integer("compare");
    check.same("compare", compare, Integer.signum(VersionOrder.compare(a, b)));
    check.same("compare", -compare, Integer.signum(VersionOrder.compare(b, a)));
  }

  private static void checkName(Check check, Entry entry) {
    String value = entry.text("value");
    boolean ok =
        switch (entry.text("kind")) {
          case "fileName" -> FileNames.isFileName(value);
          case "destPath" -> FileNames.isDestPath(value);
          default -> throw entry.get("kind").malformed("this kind of name is not known");
        };
    check.same("ok", entry.flag("ok"), ok);
  }

  private static void checkCommissioning(Check check, Entry entry) {
    Bytes file = entry.hex("hex");
    List<Bytes> credentials =
        entry.elementsOf("credentials").stream().map(MsuRuleAnswers::ascii).toList();
    Commissioning expected =
        new Commissioning(
            entry.integer("level"),
            entry.flag("basicOptional"),
            credentials.isEmpty() ? Bytes.EMPTY : credentials.get(0),
            credentials.isEmpty() ? Bytes.EMPTY : credentials.get(1),
            entry.get("entries").elements().stream().map(MsuRuleAnswers::server).toList());
    check.same("hex", file, CommissioningFile.write(expected));
    check.same("entries", new CommissioningFile.Loaded.Ok(expected), CommissioningFile.read(file));
  }

  private static Commissioning.Server server(Entry entry) {
    return new Commissioning.Server(
        MsuInput.address(entry.get("ip")), entry.find("mac").map(MsuInput::mac));
  }

  private static Bytes ascii(Entry text) {
    return Bytes.of(text.text().getBytes(StandardCharsets.US_ASCII));
  }

  private static void checkNoCommissioning(Check check, Entry entry) {
    CommissioningFile.Loaded loaded = CommissioningFile.read(entry.hex("hex"));
    check.same(
        "reason",
        entry.text("reason"),
        loaded instanceof CommissioningFile.Loaded.Rejected rejected
            ? rejected.problem()
            : "accepted");
  }

  private static void checkParameters(Check check, Entry entry) {
    List<DeviceParameters> clients =
        entry.get("clients").elements().stream().map(MsuInput::parameters).toList();
    DeviceParameters effective = DeviceParameters.merge(clients);
    Entry expected = entry.get("effective");
    MsuFields.of(effective)
        .forEach((name, value) -> check.same(name, expected.get(name).number(), value));
    check.same(
        "scmWindowMs", entry.integer("scmWindowMs"), Math.max(SCM_WAIT_MS, effective.scmDelayMs()));
    check.same(
        "ccmWindowMs", entry.integer("ccmWindowMs"), Math.max(CCM_WAIT_MS, effective.ccmDelayMs()));
    check.same("scmRounds", entry.integer("scmRounds"), 1 + effective.scmRetry());
    check.same("ccmRounds", entry.integer("ccmRounds"), 1 + effective.ccmRetry());
    List<String> blocks =
        clients.stream().map(DeviceParameters::encoded).map(Bytes::toHex).toList();
    check.same(
        "blocksHex", entry.get("blocksHex").elements().stream().map(Entry::text).toList(), blocks);
  }

  private static void checkSequences(Check check, Entry entry) {
    SequenceMerge merge = new SequenceMerge(entry.get("chunk").u32(), ALL_FRAMES);
    complaints(entry, SequenceComplaint.class).forEach(merge::add);
    check.same("retransmit", numbers(entry), merge.sequences());
  }

  private static void checkChunks(Check check, Entry entry) {
    List<ChunkComplaint> complaints = complaints(entry, ChunkComplaint.class);
    long last =
        complaints.stream()
            .flatMap(each -> each.chunks().stream())
            .mapToLong(n -> n)
            .max()
            .orElse(1);
    if (last > CHUNKS_MAX) {
      check.failed("messagesHex", "at most chunk " + CHUNKS_MAX, "chunk " + last);
      return;
    }
    ChunkMerge merge = new ChunkMerge(last);
    complaints.forEach(merge::add);
    List<Long> merged = new ArrayList<>();
    for (long chunk = merge.takeLowest(); chunk > 0; chunk = merge.takeLowest()) {
      merged.add(chunk);
    }
    check.same("retransmit", numbers(entry), merged);
  }

  private static <T extends MsuMessage> List<T> complaints(Entry entry, Class<T> kind) {
    List<T> complaints = new ArrayList<>();
    for (Entry message : entry.get("messagesHex").elements()) {
      if (MsuInput.decode(entry, message.hex()) instanceof MsuDecoded.Ok ok
          && kind.isInstance(ok.message())) {
        complaints.add(kind.cast(ok.message()));
      }
    }
    return complaints;
  }

  private static List<Long> numbers(Entry entry) {
    return entry.get("retransmit").elements().stream().map(Entry::number).toList();
  }
}
