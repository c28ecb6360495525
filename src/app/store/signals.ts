"use client";

import { useEffect, useRef, useState } from "react";

const remembered = "kayisu-store-sound";

/** A beep and a buzz for good and bad, if the counter wants them; remembered on this device. */
export function useSignals() {
  const [on, setOn] = useState(false);
  const audio = useRef<AudioContext | null>(null);
  useEffect(() => setOn(localStorage.getItem(remembered) === "on"), []);

  function play(good: boolean) {
    if (!on) return;
    navigator.vibrate?.(good ? 80 : [120, 80, 120]);
    audio.current ??= new AudioContext();
    beep(audio.current, good ? 880 : 220, good ? 0.12 : 0.35);
  }

  function toggle() {
    localStorage.setItem(remembered, on ? "off" : "on");
    setOn(!on);
  }

  return { on, toggle, play };
}

function beep(context: AudioContext, hertz: number, seconds: number) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0.2, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + seconds);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + seconds);
}
