package dev.fuota.conformance;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.conformance.device.SampleFirmware;
import dev.fuota.conformance.device.VirtualDevice;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;

/** What the steps of an exchange do to a device. */
final class Script {
  private static final int PAYLOAD_MAX = 242;
  private static final int FRAG_SIZE = 48;
  private static final Duration CHECKED_WITHIN = Duration.ofMinutes(5);
  private static final String MULTICAST = "multicast";

  private final DeviceRun run;

  Script(DeviceRun run) {
    this.run = run;
  }

  void perform(Entry step) {
    switch (step.text("do")) {
      case "clock" -> clock(step);
      case "trigger" -> trigger(step);
      case "rx" -> receive(step);
      case "image" -> image(step);
      case "maxPayload" -> run.device().link().setMaxPayload(step.integer("bytes", 1, PAYLOAD_MAX));
      default -> throw step.get("do").malformed("this is no known step");
    }
    run.settle();
  }

  private void clock(Entry step) {
    if (step.has("gps")) {
      run.setClock(step.get("gps").u32());
    } else if (run.device().agent().time().synchronised()) {
      run.device().powerCycle(); // there is no other way to lose the time
    }
  }

  private void trigger(Entry step) {
    if (!step.text("what").equals("appTimeReq")) {
      throw step.get("what").malformed("this cannot be triggered");
    }
    run.device().agent().askTime(step.flag("ansRequired"));
  }

  private void receive(Entry step) {
    int fPort = step.integer("fPort", 1, 255);
    Bytes payload = step.hex("hex");
    String via = step.text("via");
    if (via.equals("unicast")) {
      run.device().link().receive(fPort, payload);
    } else {
      run.device().link().receive(fPort, payload, group(step.get("via")));
    }
  }

  private int group(Entry via) {
    if (via.text().equals(MULTICAST)) {
      return run.device().link().someGroup();
    }
    if (!via.text().matches(MULTICAST + ":[0-3]")) {
      throw via.malformed("unicast, multicast or multicast:0 to multicast:3 is needed");
    }
    return via.text().charAt(via.text().length() - 1) - '0';
  }

  /** Puts an image into the state that is asked for: the device gets it as it gets any other. */
  private void image(Entry step) {
    ImageVersion version =
        SampleFirmware.version(step.has("version") ? step.get("version").u32() : 0x0200_0000);
    download(
        switch (step.integer("status", 1, 3)) {
          case 1 -> SampleFirmware.corrupt(version);
          case 2 -> SampleFirmware.otherHardware(version);
          default -> SampleFirmware.good(version);
        });
  }

  private void download(Bytes image) {
    VirtualDevice device = run.device();
    if (device.packages().fragmentation().version() != PackageVersion.V1) {
      throw new IllegalStateException("images come by version 1 of package 3");
    }
    int fPort = device.packages().fragmentation().fPort();
    FragmentEncoder fragments = new FragmentEncoder(image, FRAG_SIZE, ParityMatrix.V1);
    long before = verdicts();
    device
        .link()
        .receive(
            fPort,
            new FragSessionSetupReq(
                    0,
                    0,
                    fragments.count(),
                    FRAG_SIZE,
                    0,
                    0,
                    fragments.padding(),
                    SampleFirmware.DESCRIPTOR)
                .encode());
    run.settle();
    for (int n = 1; n <= fragments.count(); n++) {
      device.link().receive(fPort, new DataFragment(0, n, fragments.fragment(n)).encode());
    }
    run.await(CHECKED_WITHIN, () -> verdicts() > before);
    run.take();
  }

  private long verdicts() {
    return run.device().count(AgentEvent.ImageReady.class)
        + run.device().count(AgentEvent.ImageRefused.class);
  }
}
