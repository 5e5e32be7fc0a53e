package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import dev.fuota.protocol.lorawan.classb.Beacon;
import dev.fuota.protocol.lorawan.classb.BeaconLayout;
import dev.fuota.protocol.lorawan.classb.PingSlots;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Class B, {@code mac-classb}: ping slots and beacons. */
final class ClassBAnswers {
  private ClassBAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-classb/1",
        new Questions("ping_offset", ClassBAnswers::checkOffset),
        new Questions("next_slot", ClassBAnswers::checkNextSlot),
        new Questions("beacon", ClassBAnswers::checkBeacon),
        new Questions("beacon_damaged", ClassBAnswers::checkDamaged));
  }

  private static void checkOffset(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    long beacon = entry.get("beacon_time_gps_s").u32();
    DevAddr address = LorawanFields.address(entry, "address");
    int periodicity = entry.integer("ping_slot_periodicity", 0, PingSlots.PERIODICITY_MAX);
    int count = PingSlots.count(periodicity);
    int period = PingSlots.period(periodicity);
    int offset = PingSlots.offset(beacon, address, periodicity);
    check.same("ping_nb", expect.integer("ping_nb"), count);
    check.same("ping_period_slots", expect.integer("ping_period_slots"), period);
    check.same("ping_offset", expect.integer("ping_offset"), offset);
    check.same(
        "first_slot_gps_ms",
        expect.get("first_slot_gps_ms").number(),
        PingSlots.gpsMillis(beacon, offset));
    check.same(
        "last_slot_gps_ms",
        expect.get("last_slot_gps_ms").number(),
        PingSlots.gpsMillis(beacon, offset + (count - 1) * period));
    check.same(
        "us915_au915_ping_freq_hz",
        expect.integer("us915_au915_ping_freq_hz"),
        Region.US915.beacon().pingFrequencyHz(address.value(), beacon));
  }

  private static void checkNextSlot(Check check, Entry entry) {
    int pingNb = entry.integer("ping_nb", 1, 1 << PingSlots.PERIODICITY_MAX);
    int periodicity = PingSlots.PERIODICITY_MAX - Integer.numberOfTrailingZeros(pingNb);
    DevAddr address = LorawanFields.address(entry, "address");
    Entry expect = entry.get("expect");
    long slot =
        PingSlots.nextSlotGpsMillis(entry.get("after_gps_ms").number(), address, periodicity);
    check.same("next_slot_gps_ms", expect.get("next_slot_gps_ms").number(), slot);
    long beacon = PingSlots.beaconBefore(slot);
    int offset = PingSlots.offset(beacon, address, periodicity);
    int index = (int) ((slot - PingSlots.gpsMillis(beacon, offset)) / step(periodicity));
    sameIfSaid(check, expect, "beacon_time_gps_s", beacon);
    sameIfSaid(check, expect, "ping_offset", offset);
    sameIfSaid(check, expect, "slot_index", index);
  }

  private static long step(int periodicity) {
    return PingSlots.period(periodicity) * PingSlots.SLOT.toMillis();
  }

  private static void sameIfSaid(Check check, Entry expect, String field, long got) {
    expect.find(field).ifPresent(said -> check.same(field, said.number(), got));
  }

  private static void checkBeacon(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    Region region = region(entry);
    BeaconLayout layout = BeaconLayout.of(region.beacon());
    Beacon beacon = beacon(entry);
    Bytes phy = expect.hex("phy");
    check.same("phy", phy, beacon.encode(layout));
    check.same("size", expect.integer("size"), layout.length());
    check.same(
        "beacon", Decoded.ok(new Beacon.Heard(beacon, true, true)), Beacon.decode(layout, phy));
    check.same(
        "crc1", expect.hex("crc1").reversed(), phy.slice(layout.length() - trailer(layout), 2));
    check.same("crc2", expect.hex("crc2").reversed(), phy.slice(layout.length() - 2, 2));
    checkRadio(check, expect, region, beacon.gpsSeconds());
  }

  /** Octets from the first CRC on. */
  private static int trailer(BeaconLayout layout) {
    return 2 + 1 + Beacon.INFO_LENGTH + layout.rfu2() + 2;
  }

  private static void checkRadio(Check check, Entry expect, Region region, long gpsSeconds) {
    DataRate rate = region.dataRate(region.beacon().rate()).orElseThrow();
    TxParameters sent = TxParameters.beacon(rate.spreadingFactor(), rate.bandwidthHz());
    check.same(
        "frequency_hz", expect.integer("frequency_hz"), region.beacon().frequencyHz(gpsSeconds));
    check.same("sf", expect.integer("sf"), rate.spreadingFactor());
    check.same("bw_hz", expect.integer("bw_hz"), rate.bandwidthHz());
    check.same(
        "time_on_air_us",
        Duration.of(expect.get("time_on_air_us").number(), ChronoUnit.MICROS),
        TimeOnAir.of(sent, region.beacon().length()));
  }

  private static void checkDamaged(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    Decoded<Beacon.Heard> decoded =
        Beacon.decode(BeaconLayout.of(region(entry).beacon()), entry.hex("phy"));
    check.same(
        "time_valid",
        expect.flag("time_valid"),
        decoded.value().filter(Beacon.Heard::timeValid).isPresent());
    check.same(
        "gw_specific_valid",
        expect.flag("gw_specific_valid"),
        decoded.value().filter(Beacon.Heard::gwSpecificValid).isPresent());
  }

  private static Region region(Entry entry) {
    return Region.of(entry.text("region"))
        .orElseThrow(() -> entry.get("region").malformed("this region is not known"));
  }

  private static Beacon beacon(Entry entry) {
    Bytes info =
        entry.has("latitude")
            ? Beacon.position(degrees(entry, "latitude"), degrees(entry, "longitude"))
            : entry.hex("net_id").reversed().concat(entry.hex("gateway_id24").reversed());
    return new Beacon(
        entry.get("time_gps_s").u32(),
        entry.integer("param", 0, 255),
        entry.integer("info_desc", 0, 255),
        info);
  }

  private static double degrees(Entry entry, String name) {
    return entry.get(name).node().doubleValue();
  }
}
