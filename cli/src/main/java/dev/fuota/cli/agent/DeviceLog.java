package dev.fuota.cli.agent;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.boot.BootResult;
import dev.fuota.device.DeviceListener;
import dev.fuota.device.config.LogSettings.Level;
import dev.fuota.device.install.InstallOrder;
import dev.fuota.device.install.Target;

/** Logs what people want to know of a device: one line for each change, none for each fragment. */
final class DeviceLog implements DeviceListener {
  private static final int FRAGMENTS_STEP = 100;

  private final AgentLog log;
  private int fragments;

  DeviceLog(AgentLog log) {
    this.log = log;
  }

  @Override
  public void onBooted(BootResult result) {
    if (result instanceof BootResult.Started started) {
      log.info("running", started.version() + (started.trial() ? ", on trial" : ""));
    } else {
      log.say(Level.ERROR, "stuck", ((BootResult.Stuck) result).reason());
    }
  }

  @Override
  public void onInstalling(InstallOrder order) {
    log.info("installing", order.version() + ", " + order.image().length() + " octets");
  }

  @Override
  public void onInstallResult(InstallOrder order, Target.Result result) {
    if (result instanceof Target.Result.Postponed postponed) {
      log.warn("postponed", order.version() + ": " + postponed.sentence());
    } else if (result instanceof Target.Result.Refused refused) {
      log.warn("refused", order.version() + ": " + refused.sentence());
    } else {
      log.info("installed", "the target runs " + order.version());
    }
  }

  @Override
  public void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.FragmentReceived) {
      fragments++;
      if (fragments % FRAGMENTS_STEP == 1) {
        log.say(Level.DEBUG, "fragments", Integer.toString(fragments));
      }
    } else if (event instanceof AgentEvent.FragSessionBegan session) {
      fragments = 0;
      log.info("session", session.nbFrag() + " fragments of " + session.fragSize() + " octets");
    } else if (event instanceof AgentEvent.FragSessionResumed session) {
      log.info("session", session.stored() + " of " + session.nbFrag() + " fragments from before");
    } else if (event instanceof AgentEvent.SessionOpened open) {
      log.info("listening", "group " + open.groupId() + ", class " + open.sessionClass());
    } else if (event instanceof AgentEvent.SessionClosed closed) {
      log.info("listened", "group " + closed.groupId() + ", class " + closed.sessionClass());
    } else if (event instanceof AgentEvent.Refused refused) {
      log.warn("refused", refused.command() + ": " + refused.reason());
    } else {
      onImage(event);
    }
  }

  private void onImage(AgentEvent event) {
    if (event instanceof AgentEvent.ImageReady ready) {
      log.info("verified", ready.version().toString());
    } else if (event instanceof AgentEvent.ImageRefused refused) {
      log.warn("refused", refused.sentence());
    } else if (event instanceof AgentEvent.RebootPlanned planned) {
      log.info("reboot", "in " + planned.delay().toSeconds() + " s");
    } else if (event instanceof AgentEvent.Rebooting) {
      log.info("rebooting", "");
    } else if (event instanceof AgentEvent.ClockSynchronised clock) {
      log.info("time", "corrected by " + clock.correction().toMillis() + " ms");
    } else if (event instanceof AgentEvent.StorageFailed failed) {
      log.warn("storage", failed.detail());
    } else if (event instanceof AgentEvent.UplinkDropped dropped) {
      log.warn("uplink", "one on FPort " + dropped.fPort() + " was dropped: too many wait");
    }
  }
}
