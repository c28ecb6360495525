"use client";

import { ComboBox } from "@heroui/react/combo-box";
import { Input } from "@heroui/react/input";
import { ListBox } from "@heroui/react/list-box";
import type { Option } from "./input.tsx";

/*
 * <Combobox label="上级" options={[{ value, label, hint }]} value={id} onChange={setId} />
 * A select one types into; for more than ten options. In a form use ComboboxField.
 */
export type ComboOption = Option & { hint?: string };

type ComboboxProps = {
  label: string;
  options: ComboOption[];
  value: string | null;
  onChange: (value: string | null) => void;
  onBlur?: () => void;
  placeholder?: string;
  invalid?: boolean;
  disabled?: boolean;
  id?: string;
  describedBy?: string;
};

export function Combobox({
  label,
  options,
  value,
  onChange,
  onBlur,
  placeholder,
  invalid,
  disabled,
  id,
  describedBy,
}: ComboboxProps) {
  return (
    <ComboBox
      aria-label={label}
      aria-describedby={describedBy}
      fullWidth
      defaultItems={options.map((option) => ({ ...option, id: option.value }))}
      disabledKeys={options.filter((option) => option.disabled).map((option) => option.value)}
      selectedKey={value}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      onBlur={onBlur}
      isInvalid={invalid}
      isDisabled={disabled}
    >
      <ComboBox.InputGroup>
        <Input id={id} placeholder={placeholder} className="w-full" />
        <ComboBox.Trigger />
      </ComboBox.InputGroup>
      <ComboBox.Popover>
        <ListBox>
          {(option: ComboOption & { id: string }) => (
            <ListBox.Item id={option.id} textValue={option.label}>
              <span className="min-w-0 flex-1 truncate text-sm">{option.label}</span>
              {option.hint ? <span className="shrink-0 text-xs text-muted">{option.hint}</span> : null}
            </ListBox.Item>
          )}
        </ListBox>
      </ComboBox.Popover>
    </ComboBox>
  );
}
