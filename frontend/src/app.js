// Everything here is an enhancement: each page does its whole job without it.
import {
  Button, CharacterCount, Checkboxes, createAll, ErrorSummary, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, isSupported,
} from "govuk-frontend";

if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
}

if (isSupported()) {
  for (const component of [
    Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner,
    PasswordInput, Radios, ServiceNavigation, SkipLink,
  ]) {
    createAll(component);
  }
}

// Buttons that only make sense with a script stay hidden until one runs.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A region that scrolls sideways takes the keyboard only while it has something to scroll.
for (const region of document.querySelectorAll(".gt-scroll")) {
  const mark = () => {
    region.tabIndex = region.scrollWidth > region.clientWidth ? 0 : -1;
  };
  mark();
  new ResizeObserver(mark).observe(region);
}
