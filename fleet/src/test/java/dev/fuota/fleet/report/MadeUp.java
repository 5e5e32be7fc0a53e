package dev.fuota.fleet.report;

import dev.fuota.boot.Strategy;
import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoOptions;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.fleet.demo.DeviceCampaign;
import dev.fuota.fleet.demo.DeviceResult;
import dev.fuota.fleet.demo.FlashUse;
import dev.fuota.fleet.demo.Milestone;
import dev.fuota.fleet.demo.Passage;
import dev.fuota.fleet.demo.PowerCut;
import dev.fuota.fleet.demo.Role;
import dev.fuota.fleet.demo.StageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A result that no fleet produced, for looking at reports. */
final class MadeUp {
  private static final int NEEDED = 1321;
  private static final int SENT = 1850;
  private static final double FRAGMENTS_FROM = 1500;
  private static final double PER_FRAGMENT = 2.1;

  private final SplittableRandom random;

  private MadeUp(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static DemoResult result(int devices, long seed) {
    return new MadeUp(seed).make(devices, seed);
  }

  private DemoResult make(int count, long seed) {
    List<DeviceResult> devices = IntStream.rangeClosed(1, count).mapToObj(this::device).toList();
    return new DemoResult(
        true,
        "All devices refused the broken image, and every one that should is updated.",
        new DemoOptions(count, 0.2, 0.4, seed, Strategy.AB, 1),
        new DemoResult.FirmwareResult("the sample firmware", "1.0.0+0", "2.0.0+0", 63_412),
        13_000,
        List.of(
            campaign("broken signature", "FAILED", "no device reports version 2.0.0", 0),
            campaign("the update", "DONE", "99 of 100 devices report version 2.0.0", 6000)),
        devices);
  }

  private static CampaignResult campaign(String name, String verdict, String reason, double at) {
    double end = FRAGMENTS_FROM + SENT * PER_FRAGMENT;
    return new CampaignResult(
        name,
        "2.0.0+0",
        verdict,
        reason,
        true,
        at,
        end + 900,
        new CampaignResult.Fragments(48, NEEDED, SENT),
        new CampaignResult.Airtime(217.4, 41.7, 66.2, 2900, 2300, 1890),
        List.of(
            stage("McGroupSetup", 0, 420, 100, 0),
            stage("DevRebootTimeSetup", 420, 300, 100, 0),
            stage("FragSessionSetup", 720, 310, 99, 1),
            stage("McClassCSessionSetup", 1030, 470, 99, 0),
            stage("DlFragment", FRAGMENTS_FROM, SENT * PER_FRAGMENT, 99, 0),
            stage("FragSessionStatus", end, 400, 99, 0),
            stage("DevVersion", end + 400, 500, 99, 0)));
  }

  private static StageResult stage(String name, double from, double seconds, int done, int failed) {
    boolean fragments = name.equals("DlFragment");
    return new StageResult(
        name, from, seconds, done, failed, seconds / 20, fragments ? SENT : 0, fragments ? 3 : 0);
  }

  private DeviceResult device(int number) {
    Role role = role(number);
    List<PowerCut> cuts =
        role == Role.CUT_IN_COPY
            ? List.of(new PowerCut(1, 5800, 77, "copying page 41 of 62", 12))
            : List.of();
    return new DeviceResult(
        number,
        String.format("260b%04x", number),
        role,
        role == Role.WRONG_HARDWARE ? "1.0.0+0" : "2.0.0+0",
        role == Role.WRONG_HARDWARE ? "1.0.0+0" : "2.0.0+0",
        true,
        role == Role.WRONG_HARDWARE ? "refused the file: wrong descriptor" : "updated",
        List.of(journey(role, false), journey(role, true)),
        cuts,
        new FlashUse(2400 + random.nextInt(100), 300, 6, 21.4),
        51_200);
  }

  private static Role role(int number) {
    return switch (number % 17) {
      case 3 -> Role.CUT_IN_DOWNLOAD;
      case 9 -> Role.CUT_IN_COPY;
      case 13 -> number < 20 ? Role.WRONG_HARDWARE : Role.ORDINARY;
      default -> Role.ORDINARY;
    };
  }

  private DeviceCampaign journey(Role role, boolean good) {
    List<Passage> passages = new ArrayList<>();
    double time = 0;
    for (Milestone milestone : Milestone.values()) {
      time = Math.max(time + random.nextDouble(300), base(milestone));
      boolean refused =
          (role == Role.WRONG_HARDWARE && milestone == Milestone.FRAGMENTATION)
              || (!good && milestone == Milestone.JUDGED);
      passages.add(new Passage(milestone, time, refused));
      if (refused) {
        break;
      }
    }
    boolean heard = role != Role.WRONG_HARDWARE;
    int received = heard ? 1440 + random.nextInt(80) : 0;
    int stored = heard ? NEEDED : 0;
    return new DeviceCampaign(
        passages, received, stored, received - stored, NEEDED, good ? "updated" : "refused");
  }

  private static double base(Milestone milestone) {
    return switch (milestone) {
      case FIRST_FRAGMENT -> FRAGMENTS_FROM;
      case REBUILT -> FRAGMENTS_FROM + 3200;
      case REBOOTED -> FRAGMENTS_FROM + SENT * PER_FRAGMENT;
      default -> 0;
    };
  }
}
