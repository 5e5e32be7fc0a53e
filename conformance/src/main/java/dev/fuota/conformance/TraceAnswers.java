package dev.fuota.conformance;

import dev.fuota.conformance.TraceGeometry.Region;
import dev.fuota.hal.sim.FlashOperation;
import dev.fuota.hal.sim.FlashOperation.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Flash operations of MCUboot's library, {@code mcuboot/traces/traces.json}: the mode that follows
 * it to the letter makes the same, in the same order, and leaves the same flash.
 */
final class TraceAnswers implements KnownAnswers {
  private static final int LAST = 40;

  @Override
  public String schema() {
    return "mcuboot-traces";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.has("traces") && document.has("images");
  }

  @Override
  public Set<String> arrays() {
    return Set.of("traces");
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    TraceImages images = new TraceImages(document.get("images"), directory);
    Group group = new Group("traces");
    for (Entry trace : document.get("traces").elements()) {
      String id = trace.place() + " " + trace.text("mode") + ", " + trace.text("kind");
      TraceGeometry geometry = TraceGeometry.of(trace);
      TraceFlash start = start(trace, geometry, images);
      group.run(id, check -> compare(check, trace, geometry, start.start(), images));
    }
    return List.of(group.report());
  }

  private static TraceFlash start(Entry trace, TraceGeometry geometry, TraceImages images) {
    TraceFlash flash = new TraceFlash(geometry);
    Entry primary = trace.get("primary_before");
    Entry secondary = trace.get("secondary_before");
    flash.put(primary, geometry.primary().offset(), images.get(primary, primary.text()));
    flash.put(
        secondary,
        geometry.secondary().offset() + geometry.imageOffset(),
        images.get(secondary, secondary.text()));
    Entry trailers = trace.get("trailer_before");
    for (String name : trailers.memberNames()) {
      Entry state = trailers.get(name);
      String[] words = name.split(" ", 2);
      Region slot =
          switch (words[0]) {
            case "primary" -> geometry.primary();
            case "secondary" -> geometry.secondary();
            default -> throw state.malformed("\"" + name + "\" names no slot");
          };
      flash.set(state, slot, words[words.length - 1], state.text());
    }
    return flash;
  }

  private static void compare(
      Check check,
      Entry trace,
      TraceGeometry geometry,
      TraceFlash.Running device,
      TraceImages images) {
    device.boot();
    compareOperations(check, trace.get("ops").elements(), device.operations());
    check.same(
        "flash_sha256_after",
        trace.text("flash_sha256_after"),
        Digests.sha256(device.content(0, geometry.deviceSize())).toHex());
    check.same("primary_after", trace.text("primary_after"), images.inPrimary(trace, device));
    compareLast(check, trace, "primary_last40_after", device, geometry.primary());
    compareLast(check, trace, "secondary_last40_after", device, geometry.secondary());
  }

  private static void compareLast(
      Check check, Entry trace, String field, TraceFlash.Running device, Region slot) {
    check.same(field, trace.hex(field), device.content(slot.end() - LAST, LAST));
  }

  private static void compareOperations(Check check, List<Entry> known, List<FlashOperation> made) {
    check.same("ops", known.size(), made.size());
    for (int i = 0; i < Math.min(known.size(), made.size()); i++) {
      Entry operation = known.get(i);
      FlashOperation got = made.get(i);
      String field = "ops/" + i + "/";
      check.same(field + "op", operation.text("op"), got.kind().name().toLowerCase(Locale.ROOT));
      check.same(field + "off", operation.integer("off"), got.offset());
      check.same(field + "len", operation.integer("len"), got.length());
      if (got.kind() == Kind.PROGRAM) {
        check.same(field + "crc32", operation.text("crc32"), crc32(got));
      }
    }
  }

  private static String crc32(FlashOperation operation) {
    CRC32 crc = new CRC32();
    crc.update(operation.data().duplicate());
    return String.format("%08x", crc.getValue());
  }
}
