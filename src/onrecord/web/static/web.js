// Small comforts; every page works without them.
// Filters take effect as soon as they are chosen, and empty ones stay out of the address.
const clean = (form) => {
  for (const field of form.elements) if (field.name && field.value === "" && form.method === "get") field.disabled = true;
};
for (const form of document.querySelectorAll("form")) {
  if (form.method === "get") form.addEventListener("submit", () => clean(form));
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form [name]:disabled")) field.disabled = false;
});
for (const form of document.querySelectorAll("form[data-auto]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select")) form.requestSubmit();
  });
}

// Texts to be copied get a button.
for (const area of document.querySelectorAll("textarea.copy")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "copy";
  button.addEventListener("click", async () => {
    area.select();
    await navigator.clipboard?.writeText(area.value).catch(() => document.execCommand("copy"));
    button.textContent = "copied";
  });
  area.after(button);
}
